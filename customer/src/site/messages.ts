// What the script on a site's page and the chat in its frame tell each other. The script is kept small: it
// checks by hand what comes from the frame, and the frame checks by schema what comes from the site.

/** How much of the chat the page shows. */
export type Shown = 'nothing' | 'preview' | 'chat'

/** From the script to the frame. */
export interface SiteTells {
  baton: 'visitor'
  /** The site's signed word for who its customer is; null when nobody is signed in there. */
  identity: string | null
  page: { url: string; title: string }
  context: Record<string, string> | undefined
  /** The site will sign its customer in, for this browser: it waits for the nonce. */
  asksNonce: boolean
  shown: Shown
  /** What the chat has kept with the site, in a browser that keeps nothing for it; null is nothing. */
  kept: string | null
}

/**
 * From the frame to the script; it may be on any site, and learns nothing but this. The nonce, and what is to be kept,
 * are for the sites that the team has named; any other hears no nonce (null), and keeps nothing.
 */
export type FrameTells =
  | { baton: 'ready' }
  | { baton: 'open' }
  | { baton: 'close' }
  | { baton: 'reload' }
  | { baton: 'identity-expired' }
  | { baton: 'identity-refused'; reason: string }
  | { baton: 'nonce'; nonce: string | null }
  /** How many answers nobody has seen; `isNew` where this browser has not been told of the newest. */
  | { baton: 'unread'; count: number; isNew: boolean }
  /** Whether somebody wrote here, so that an answer may come while the chat is closed. */
  | { baton: 'written'; written: boolean }
  | { baton: 'keep'; kept: string | null }
  /** The team of the address is not there. */
  | { baton: 'no-team' }
