import { browser } from 'wxt/browser'

/** Key of the manifest: opens the panel at the conversation that has waited longest. */
export const NEXT_WAITING = 'next-waiting'

/** The agent pressed a key of the browser's for this extension, on whatever page they are. */
export function onNextWaiting(listener: () => void): void {
  browser.commands.onCommand.addListener((name) => {
    if (name === NEXT_WAITING) listener()
  })
}
