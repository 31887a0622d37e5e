import type { SiteTells } from '../site/messages.ts'

/** What a site can say of its customer, at any time: `window.baton`. */
export interface BatonOnSite {
  /** Signs the customer in by the site's signed word; null signs them out. */
  identify(identity: string | null): void
  /** Tells facts for the agents, as `{ plan: 'Pro' }`; what was told before is replaced. */
  context(facts: Record<string, string | number | boolean>): void
}

/** Keeps what the site says of its customer, and calls `changed` when that changes. */
export function createSiteVisitor(
  page: Window,
  begin: { identity: string | null },
  changed: () => void,
): { api: BatonOnSite; tells: () => SiteTells } {
  let { identity } = begin
  let context: Record<string, string> | undefined
  // Sites that change their address without loading a page anew; where the browser can tell.
  page.addEventListener('popstate', changed)
  if ('navigation' in page && page.navigation instanceof EventTarget) {
    page.navigation.addEventListener('navigatesuccess', changed)
  }
  return {
    api: {
      identify: (word) => {
        identity = typeof word === 'string' && word !== '' ? word : null
        changed()
      },
      context: (facts) => {
        context = Object.fromEntries(
          Object.entries(facts).map(([key, value]) => [key, String(value)]),
        )
        changed()
      },
    },
    tells: () => {
      const { origin, pathname } = page.location
      // Never what follows the path: it is the site's and its customers' own affair.
      const title = page.document.title.slice(0, 200)
      return { baton: 'visitor', identity, page: { url: origin + pathname, title }, context }
    },
  }
}
