import * as v from 'valibot'
import { plainAddress } from './plain-address.ts'
import { id, name, timestamp } from './primitives.ts'
import { context } from './visit.ts'

/** A customer as agents know them: one person, whatever browsers they write from, with all conversations. */
export const customerDetails = v.object({
  id,
  name: v.string(),
  email: v.nullable(v.string()),
  /** Raised by one at every edit: whoever edits says which they saw. */
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Who edited last; null while nobody has. */
  editedBy: v.nullable(v.object({ id, name })),
  /** Who they are at the team's own site, which vouched for it with a signed token; null is anonymous. */
  subject: v.nullable(v.string()),
  /** What the team remembers about them; customers never see it. */
  note: v.string(),
  context,
  language: v.nullable(v.string()),
  timeZone: v.nullable(v.string()),
  firstSeenAt: timestamp,
  lastSeenAt: timestamp,
})
export type CustomerDetails = v.InferOutput<typeof customerDetails>

export const CUSTOMER_NOTE_MAX = 2_000

/** An address as people write them; whether it works, only a message can tell. */
export const customerEmail = v.pipe(
  v.string(),
  v.transform(plainAddress),
  v.maxLength(254),
  v.email(),
)

/** `customer:edit`: name, email and note as they shall be, on the condition that `version` is the present one. */
export const editCustomer = v.strictObject({
  id,
  customerId: id,
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  name,
  email: v.nullable(customerEmail),
  note: v.pipe(v.string(), v.trim(), v.maxLength(CUSTOMER_NOTE_MAX)),
})
export type EditCustomer = v.InferOutput<typeof editCustomer>

/** The customer as the edit left them. */
export const editedCustomer = v.object({ customer: customerDetails })
export type EditedCustomer = v.InferOutput<typeof editedCustomer>
