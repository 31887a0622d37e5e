import * as v from 'valibot'
import { row } from './changes.ts'
import { id, timestamp } from './primitives.ts'
import { tag } from './tags.ts'

// Requests for data that the copy does not hold. A first sync brings what is open, and data long out of use leaves
// the copy (docs/decisions/0018-bounded-copy.md).

export const OLDER_LIMIT_MAX = 50

const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(OLDER_LIMIT_MAX))

/** A position among conversations, which run from newest to oldest change. Those after it are older. */
export const olderPlace = v.object({ at: timestamp, id })
export type OlderPlace = v.InferOutput<typeof olderPlace>

/**
 * `conversations:older`: resolved conversations after a position, optionally with a tag. Null starts at the newest.
 */
export const olderConversations = v.strictObject({
  tag: v.nullable(tag),
  before: v.nullable(v.strictObject(olderPlace.entries)),
  limit,
})
export type OlderConversations = v.InferOutput<typeof olderConversations>

/** `customer:conversations`: one customer's conversations in any state, after a position. */
export const customersConversations = v.strictObject({
  customerId: id,
  before: v.nullable(v.strictObject(olderPlace.entries)),
  limit,
})
export type CustomersConversations = v.InferOutput<typeof customersConversations>

/**
 * Conversations with their customers. `next` is the position at which to continue, null at the end. The server looks
 * through a limited number of rows, so a page may be short or empty.
 */
export const olderPage = v.object({ rows: v.array(row), next: v.nullable(olderPlace) })
export type OlderPage = v.InferOutput<typeof olderPage>

/** `conversation:get`: one conversation with its customer, its newest messages and how far the agent has read it. */
export const getConversation = v.strictObject({ conversationId: id })
export type GetConversation = v.InferOutput<typeof getConversation>

export const gotConversation = v.object({ rows: v.array(row) })
export type GotConversation = v.InferOutput<typeof gotConversation>
