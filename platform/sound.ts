import { browser } from 'wxt/browser'
import { openHiddenDocument } from './hidden-document.ts'

export const SOUND = '/sound/alert.wav'

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
 * which Chrome closes after half a minute of silence. A background that is a page (Firefox) plays by itself. Rejects where
 * the browser refuses the sound.
 */
export async function playSound(volume: number): Promise<void> {
  if (typeof Audio === 'undefined') {
    await openHiddenDocument('AUDIO_PLAYBACK')
    const played: unknown = await browser.runtime.sendMessage({ play: volume } satisfies PlayOrder)
    if (played !== true) throw new Error('The browser refused the sound.')
    return
  }
  const audio = new Audio(SOUND)
  audio.volume = volume
  await audio.play()
}
