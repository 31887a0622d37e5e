import type { BrowserOffers } from '../../preferences/browser-offers.ts'

/** A browser that lets notifications through and was asked for nothing else yet; `over` says what is different. */
export function someOffers(over: Partial<BrowserOffers> = {}): BrowserOffers {
  return {
    notificationsAllowed: () => Promise.resolve(true),
    idleAllowed: () => Promise.resolve(false),
    allowIdle: () => Promise.resolve(true),
    copyingAllowed: () => Promise.resolve(false),
    allowCopying: (allow) => Promise.resolve(allow),
    shortcuts: () => Promise.resolve([]),
    changeShortcuts: () => Promise.resolve(),
    ...over,
  }
}
