import { inject, type InjectionKey } from 'vue'
import type { BrowserOffers } from '../../preferences/browser-offers.ts'

/** What the settings can ask of this browser: given by the entrypoint, which may call it. */
export const BROWSER_OFFERS: InjectionKey<BrowserOffers> = Symbol('what the browser offers')

export function useBrowserOffers(): BrowserOffers {
  const offers = inject(BROWSER_OFFERS)
  if (!offers) throw new Error('No browser was given.')
  return offers
}
