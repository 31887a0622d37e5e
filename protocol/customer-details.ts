import * as v from 'valibot'
import { plainAddress } from './plain-address.ts'
import { id, name, timestamp } from './primitives.ts'
import { context } from './visit.ts'

/** A customer as agents know them: one person with all browsers and all conversations. */
export const customerDetails = v.object({
  id,
  name: v.string(),
  email: v.nullable(v.string()),
  /** Raised by one at every edit. An edit names the version that it was made from. */
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** The last editor; null if nobody has edited it. */
  editedBy: v.nullable(v.object({ id, name })),
  /** The customer's id at the team's own site, proven by a signed token; null if anonymous. */
  subject: v.nullable(v.string()),
  /** The team's note about the customer, which customers never see. */
  note: v.string(),
  context,
  language: v.nullable(v.string()),
  timeZone: v.nullable(v.string()),
  firstSeenAt: timestamp,
  lastSeenAt: timestamp,
})
export type CustomerDetails = v.InferOutput<typeof customerDetails>

export const CUSTOMER_NOTE_MAX = 2_000

/** An address as people write it. Only a message can show whether it works. */
export const customerEmail = v.pipe(
  v.string(),
  v.transform(plainAddress),
  v.maxLength(254),
  v.email(),
)

/** `customer:edit`: the new name, email and note. Refused unless `version` is the present one. */
export const editCustomer = v.strictObject({
  id,
  customerId: id,
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  name,
  email: v.nullable(customerEmail),
  note: v.pipe(v.string(), v.trim(), v.maxLength(CUSTOMER_NOTE_MAX)),
})
export type EditCustomer = v.InferOutput<typeof editCustomer>

/** The customer after the edit. */
export const editedCustomer = v.object({ customer: customerDetails })
export type EditedCustomer = v.InferOutput<typeof editedCustomer>
