// What the script on a site's page and the chat in its frame tell each other. The script is kept small: it
// checks by hand what comes from the frame, and the frame checks by schema what comes from the site.

/** From the script to the frame. */
export interface SiteTells {
  baton: 'visitor'
  /** The site's signed word for who its customer is; null when nobody is signed in there. */
  identity: string | null
  page: { url: string; title: string }
  context: Record<string, string> | undefined
}

/** From the frame to the script; it may be on any site, and learns nothing but this. */
export type FrameTells =
  | { baton: 'ready' }
  | { baton: 'close' }
  | { baton: 'reload' }
  | { baton: 'identity-expired' }
  | { baton: 'unread'; count: number }
