import { browser } from 'wxt/browser'
import { isPlayOrder, SOUND } from './sound.ts'

/** Plays whenever the background says so. Call it in the document that Chrome lets make a sound. */
export function answerPlayOrders(): void {
  browser.runtime.onMessage.addListener((message: unknown, _sender, answer) => {
    // Panels speak to the background by messages, too; those are not for this document.
    if (!isPlayOrder(message)) return false
    const audio = new Audio(SOUND)
    audio.volume = message.play
    audio.play().then(
      () => answer(true),
      () => answer(false),
    )
    return true
  })
}
