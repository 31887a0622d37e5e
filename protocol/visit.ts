import * as v from 'valibot'

// The customer's whereabouts as their page reports them. Unproven: show them, never rely on them.

/** The customer's page: address and title. The server keeps origin and path, never the query or fragment. */
export const page = v.object({
  url: v.pipe(v.string(), v.maxLength(2_000)),
  title: v.pipe(v.string(), v.trim(), v.maxLength(200)),
})
export type Page = v.InferOutput<typeof page>

/** Facts from the channel, such as `plan: Pro` or `order: 4821`. */
export const CONTEXT_ENTRIES_MAX = 30
export const context = v.pipe(
  v.record(
    v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
    v.pipe(v.string(), v.trim(), v.maxLength(500)),
  ),
  v.maxEntries(CONTEXT_ENTRIES_MAX),
)
export type Context = v.InferOutput<typeof context>

/** `visit:tell`: where the customer is. Sent once a connection and again when it changes. */
export const tellVisit = v.strictObject({
  page: v.nullable(v.strictObject(page.entries)),
  /** BCP 47, as reported by the browser. */
  language: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}$/))),
  /** IANA name of a time zone, such as `Asia/Jakarta`. */
  timeZone: v.nullable(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9_+-]{1,40}(\/[A-Za-z0-9_+-]{1,40}){0,2}$/)),
  ),
  /** Replaces the earlier context. If left out, the earlier one stays. */
  context: v.optional(context),
})
export type TellVisit = v.InferOutput<typeof tellVisit>
