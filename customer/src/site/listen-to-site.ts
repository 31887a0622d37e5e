import { IDENTITY_MAX } from '@baton/protocol/customer.ts'
import { context, page } from '@baton/protocol/visit.ts'
import * as v from 'valibot'

/** What a site tells of its customer; what is wrong in it is left out. */
const told = v.object({
  baton: v.literal('visitor'),
  identity: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(IDENTITY_MAX))), null),
  page: v.fallback(v.nullable(page), null),
  context: v.fallback(v.optional(context), undefined),
})
export type SiteTold = v.InferOutput<typeof told>

interface Framed {
  readonly parent: unknown
  addEventListener(type: 'message', heard: (event: MessageEvent<unknown>) => void): void
}

/** Listens to the page that holds this one in a frame, and to nobody else. */
export function listenToSite(window: Framed, heard: (told: SiteTold) => void): void {
  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source !== window.parent || source === window) return
    const parsed = v.safeParse(told, data)
    if (parsed.success) heard(parsed.output)
  })
}
