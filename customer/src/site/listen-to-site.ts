import { IDENTITY_MAX } from '@baton/protocol/customer.ts'
import { context, page } from '@baton/protocol/visit.ts'
import * as v from 'valibot'
import type { AllowedSites } from './allowed-sites.ts'

/** What a customer leaves in a chat, a few unsent messages among it. */
const KEPT_MAX = 500_000

/** What a site tells of its customer; what is wrong in it is left out. */
const told = v.object({
  baton: v.literal('visitor'),
  identity: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(IDENTITY_MAX))), null),
  page: v.fallback(v.nullable(page), null),
  context: v.fallback(v.optional(context), undefined),
  asksNonce: v.fallback(v.boolean(), false),
  // A page that frames the chat without the script shows all of it, and keeps nothing.
  shown: v.fallback(v.picklist(['nothing', 'preview', 'chat']), 'chat'),
  kept: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(KEPT_MAX))), null),
})
export type SiteTold = v.InferOutput<typeof told>

interface Framed {
  readonly parent: unknown
  addEventListener(type: 'message', heard: (event: MessageEvent<unknown>) => void): void
}

/** Listens to the page that holds this one in a frame, if the team allows that, and to nobody else. */
export function listenToSite(
  window: Framed,
  sites: AllowedSites,
  heard: (told: SiteTold, origin: string) => void,
): void {
  window.addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source !== window.parent || source === window || !sites.mayFrame(origin)) return
    const parsed = v.safeParse(told, data)
    if (parsed.success) heard(parsed.output, origin)
  })
}
