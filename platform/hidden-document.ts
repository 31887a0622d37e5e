import { browser } from 'wxt/browser'

/** The document that does what a worker cannot: play, copy, search. */
export const HIDDEN_DOCUMENT = '/offscreen.html'

const WHY = {
  AUDIO_PLAYBACK: 'Plays the sound that tells an agent that a customer waits.',
  CLIPBOARD: 'Copies the template that an agent chose in the address bar, or shows it on the page.',
} as const

let making: Promise<void> | null = null

/**
 * Makes sure that the document out of sight is there. Only one may be, and asking for it twice at once fails. A browser whose
 * background is a page (Firefox) has no such document: there it is a frame of that page.
 */
export async function openHiddenDocument(reason: keyof typeof WHY): Promise<void> {
  making ??= make(reason).finally(() => {
    making = null
  })
  await making
}

async function make(reason: keyof typeof WHY): Promise<void> {
  if (!('offscreen' in browser)) return openFrame()
  const open = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })
  if (open.length > 0) return
  await browser.offscreen.createDocument({
    url: HIDDEN_DOCUMENT,
    reasons: [reason],
    justification: WHY[reason],
  })
}

async function openFrame(): Promise<void> {
  if (document.querySelector('iframe')) return
  const frame = document.createElement('iframe')
  frame.src = HIDDEN_DOCUMENT
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true })
    document.body.append(frame)
  })
}
