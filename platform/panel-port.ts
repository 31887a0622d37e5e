import { browser } from 'wxt/browser'

const NAME = 'panel'
/** Milliseconds; a background that ends again and again must not be started in a busy loop. */
const AGAIN_MS = 250

/** Lets panels notice the end of this background: their ports end with it. Call it when it starts. */
export function acceptPanels(): void {
  // Nothing is said over the port, so it does not hold an idle worker up.
  browser.runtime.onConnect.addListener(() => undefined)
}

/**
 * Starts the background anew whenever it ends while this panel is open: its alarm would do so too, but up to
 * half a minute later, with everything on the screen growing old. Call it in the panel.
 */
export function keepBackgroundAwake(): void {
  try {
    const port = browser.runtime.connect({ name: NAME })
    port.onDisconnect.addListener(() => setTimeout(keepBackgroundAwake, AGAIN_MS))
  } catch {
    // The extension was updated under this page: only a reload of the panel reaches the new background.
  }
}
