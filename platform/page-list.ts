import { browser } from 'wxt/browser'

declare module 'wxt/browser' {
  interface WxtRuntime {
    /** Elsewhere paths from the root do. */
    getURL(path: '/page-list.html'): string
  }
}

/**
 * The address of the list over a page, for the script in it. Pages cannot know it: it has a part that is drawn anew for
 * each session (Chromium) or was for this installation (Firefox).
 */
export function pageListAddress(secret: string): string {
  return `${browser.runtime.getURL('/page-list.html')}#${secret}`
}
