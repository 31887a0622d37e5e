import type { SiteTells } from '../site/messages.ts'
import { refusalWords } from './refusal-words.ts'
import type { TitleCount } from '../site/title-count.ts'

/** Has the site's server sign its customer in, for the browser with this nonce; null is nobody. */
export type SignIn = (nonce: string | null) => Promise<string | null> | string | null

/** What a site can say of its customer, at any time: `window.baton`. */
export interface BatonOnSite {
  /**
   * Signs the customer in by the site's signed word; null signs them out. Given a function, it is asked for the word
   * with this browser's nonce: signed with it, the word takes along what was written here before. The nonce is null on
   * a site that the team has not named.
   */
  identify(identity: string | SignIn | null): void
  /** Tells facts for the agents, as `{ plan: 'Pro' }`; what was told before is replaced. */
  context(facts: Record<string, string | number | boolean>): void
}

/** What a site says of its customer, and what it hears of them. */
export interface SiteVisitor {
  api: BatonOnSite
  tells: () => Omit<SiteTells, 'shown' | 'kept'>
  /** The frame has said what the site's word has to carry. */
  heardNonce: (nonce: string | null) => void
  /** The site's word has passed its time. */
  heardExpired: () => void
  /** The site's word signs nobody in. */
  heardRefused: (reason: string) => void
}

/** Keeps what the site says of its customer, and calls `changed` when that changes. */
export function createSiteVisitor(
  page: Window,
  title: Pick<TitleCount, 'plain'>,
  begin: { identity: string | null },
  changed: () => void,
): SiteVisitor {
  let { identity } = begin
  let signIn: SignIn | null = null
  let context: Record<string, string> | undefined
  function refused(reason: string, ...more: unknown[]): void {
    console.error(`Baton: the customer is not signed in. ${refusalWords(reason)}`, ...more)
    page.document.dispatchEvent(new CustomEvent('baton:identity-refused', { detail: { reason } }))
  }
  // Sites that change their address without loading a page anew; where the browser can tell.
  page.addEventListener('popstate', changed)
  if ('navigation' in page && page.navigation instanceof EventTarget) {
    page.navigation.addEventListener('navigatesuccess', changed)
  }
  return {
    api: {
      identify: (word) => {
        signIn = typeof word === 'function' ? word : null
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
      const here = { url: origin + pathname, title: title.plain().slice(0, 200) }
      const asksNonce = signIn !== null && identity === null
      return { baton: 'visitor', identity, page: here, context, asksNonce }
    },
    heardExpired: () => {
      if (signIn !== null) {
        identity = null
        changed()
      }
      // The site may have a fresh word at hand, and goes on with `baton.identify`.
      page.document.dispatchEvent(new CustomEvent('baton:identity-expired'))
    },
    heardRefused: (reason) => refused(reason),
    heardNonce: (nonce) => {
      const asked = signIn
      void Promise.resolve(asked?.(nonce) ?? null)
        .catch((error: unknown) => {
          refused('sign-in-failed', error)
          return null
        })
        .then((word) => {
          // Signed in otherwise meanwhile.
          if (asked === null || signIn !== asked) return
          identity = word
          if (word === null) signIn = null
          changed()
        })
    },
  }
}
