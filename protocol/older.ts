import * as v from 'valibot'
import { row } from './changes.ts'
import { id, timestamp } from './primitives.ts'
import { tag } from './tags.ts'

// What a browser asks for when somebody wants to see what its copy does not hold: a first sync brings what is open,
// and what is long out of use leaves the copy again (docs/decisions/0018-bounded-copy.md).

export const OLDER_LIMIT_MAX = 50

const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(OLDER_LIMIT_MAX))

/** A place among conversations, the latest change first: what comes after it is older. */
export const olderPlace = v.object({ at: timestamp, id })
export type OlderPlace = v.InferOutput<typeof olderPlace>

/** `conversations:older`: resolved conversations after a place, null is the beginning; with a tag, if one is given. */
export const olderConversations = v.strictObject({
  tag: v.nullable(tag),
  before: v.nullable(v.strictObject(olderPlace.entries)),
  limit,
})
export type OlderConversations = v.InferOutput<typeof olderConversations>

/** `customer:conversations`: those of one customer, whatever their state, after a place. */
export const customersConversations = v.strictObject({
  customerId: id,
  before: v.nullable(v.strictObject(olderPlace.entries)),
  limit,
})
export type CustomersConversations = v.InferOutput<typeof customersConversations>

/**
 * Conversations with their customers. `next` is the place to go on from, null at the end. A page may be shorter than was
 * asked for, or empty: so much was looked through.
 */
export const olderPage = v.object({ rows: v.array(row), next: v.nullable(olderPlace) })
export type OlderPage = v.InferOutput<typeof olderPage>

/** `conversation:get`: one conversation with its customer, its newest messages and how far the agent has read it. */
export const getConversation = v.strictObject({ conversationId: id })
export type GetConversation = v.InferOutput<typeof getConversation>

export const gotConversation = v.object({ rows: v.array(row) })
export type GotConversation = v.InferOutput<typeof gotConversation>
