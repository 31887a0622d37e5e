import type { Chat } from '../store/chat.ts'
import { browserFacts } from './browser-facts.ts'
import type { AllowedSites } from './allowed-sites.ts'
import { listenToSite, type SiteTold } from './listen-to-site.ts'
import type { FrameTells, Shown } from './messages.ts'

/** How long the script of the site is waited for, in ms: it is there before this page, or never comes. */
const SITE_WAIT_MS = 3_000

interface SiteLinkDeps {
  window: Window
  chat: Chat
  sites: AllowedSites
  /** What the site has kept for a browser that keeps nothing; before anything is asked of the chat. */
  kept: (kept: string | null, site: SiteToTell) => void
  /** How much of the chat the page shows. */
  shown: (shown: Shown) => void
}

/** The site that shows the chat, once it has said something. */
export interface SiteToTell {
  isNamed: boolean
  tell: (message: FrameTells) => void
}

/**
 * Starts the chat in a site's page. Who the customer is, the site says first of all: somebody else's chat must not be
 * shown for a moment.
 */
export function startInSite({ window, chat, sites, kept, shown }: SiteLinkDeps): void {
  let isStarted = false
  const start = (run: () => Promise<void>) => {
    if (isStarted) return
    isStarted = true
    void run()
  }
  const telling = (site: string): SiteToTell => ({
    isNamed: sites.mayIdentify(site),
    tell: (message) => window.parent.postMessage(message, site),
  })

  /** Only a site that the team has named may sign earlier words over to somebody. */
  async function giveNonce({ isNamed, tell }: SiteToTell): Promise<void> {
    tell({ baton: 'nonce', nonce: isNamed ? await chat.nonce() : null })
  }

  function heard({ identity, asksNonce, ...told }: SiteTold, origin: string): void {
    const site = telling(origin)
    if (!isStarted) kept(told.kept, site)
    shown(told.shown)
    chat.tellVisit({ page: told.page, context: told.context, ...browserFacts() })
    // Its word comes next.
    if (asksNonce) void giveNonce(site)
    else if (isStarted || identity !== null) {
      isStarted = true
      void chat.become(identity)
    } else start(() => chat.start())
  }

  listenToSite(window, sites, heard)
  window.setTimeout(() => start(() => chat.start()), SITE_WAIT_MS)
}
