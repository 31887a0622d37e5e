import { browser } from 'wxt/browser'

export const SOUND = '/sound/alert.wav'
export const OFFSCREEN = '/offscreen.html'

/** What the background asks of the document that plays for it. */
export interface PlayOrder {
  play: number
}

export function isPlayOrder(value: unknown): value is PlayOrder {
  return typeof value === 'object' && value !== null && 'play' in value && isVolume(value.play)
}

function isVolume(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1
}

/**
 * Plays the sound at a volume from 0 to 1. A worker has no way to make one: there a document out of sight does it,
 * which Chrome closes after half a minute of silence. A background that is a page (Firefox) plays by itself.
 */
export async function playSound(volume: number): Promise<void> {
  if (typeof Audio === 'undefined') {
    await makePlayer()
    await browser.runtime.sendMessage({ play: volume } satisfies PlayOrder)
    return
  }
  const audio = new Audio(SOUND)
  audio.volume = volume
  await audio.play()
}

let making: Promise<void> | null = null

/** Only one such document may be there, and asking for it twice at once fails. */
async function makePlayer(): Promise<void> {
  making ??= (async () => {
    const open = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })
    if (open.length > 0) return
    await browser.offscreen.createDocument({
      url: OFFSCREEN,
      reasons: ['AUDIO_PLAYBACK'],
      justification: 'Plays the sound that tells an agent that a customer waits.',
    })
  })().finally(() => {
    making = null
  })
  await making
}
