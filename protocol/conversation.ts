import * as v from 'valibot'
import { author } from './message.ts'
import { epoch, id, name, sequence, timestamp } from './primitives.ts'
import { page } from './visit.ts'

export const conversationState = v.picklist(['ai', 'waiting', 'human', 'resolved'])
export type ConversationState = v.InferOutput<typeof conversationState>

/**
 * Why a conversation waits for a human: the customer asked, the AI was unsure, it went round in circles, or the
 * agent who had it is gone.
 */
export const handoffReason = v.picklist(['customer-asked', 'unsure', 'repeated', 'owner-left'])
export type HandoffReason = v.InferOutput<typeof handoffReason>

export const handoff = v.object({
  reason: handoffReason,
  summary: v.string(),
  /** What the AI already tried, one line each. */
  tried: v.array(v.string()),
})
export type Handoff = v.InferOutput<typeof handoff>

/**
 * What the owner has not answered yet: `offered` is a colleague's transfer to them, `declined` says that the
 * colleague they offered it to gave it back, or did not accept it in time. Their first reply, or any move, answers it as well.
 */
export const pendingTransfer = v.object({
  kind: v.picklist(['offered', 'declined']),
  /** The colleague who offered or declined. */
  by: v.object({ id, name }),
  note: v.nullable(v.string()),
  at: timestamp,
  /** Of `declined`: nobody said no, the colleague did not answer in time. Left out where they did. */
  unanswered: v.optional(v.boolean()),
})
export type PendingTransfer = v.InferOutput<typeof pendingTransfer>

/**
 * A move that agents see and the customer has not been told: until `until` who made it may take it back. Nobody answers
 * the customer meanwhile.
 */
export const undoableMove = v.object({
  kind: v.picklist(['hand-to-ai', 'resolve']),
  by: v.object({ id, name }),
  until: timestamp,
})
export type UndoableMove = v.InferOutput<typeof undoableMove>

/** A colleague who nudged the owner, and the notice that says so. */
export const nudged = v.object({
  by: v.object({ id, name }),
  /** Who held the conversation then. */
  ownerId: id,
  at: timestamp,
  seq: sequence,
})
export type Nudged = v.InferOutput<typeof nudged>

export const customer = v.object({
  id,
  name: v.string(),
  email: v.nullable(v.string()),
})
export type Customer = v.InferOutput<typeof customer>

/** What came with a message, as far as a line in the list tells. */
export const attached = v.object({
  kind: v.picklist(['image', 'file']),
  /** Of the first one. */
  name: v.string(),
  count: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type Attached = v.InferOutput<typeof attached>

/** A conversation as agents see it, with what its row in the list needs. */
export const conversation = v.object({
  id,
  state: conversationState,
  epoch,
  /** The owning agent; set exactly while `state` is `human`. */
  ownerId: v.nullable(id),
  customer,
  /** What the customer was called before they signed in; null when they have not in this conversation. */
  formerName: v.nullable(v.string()),
  /** Where the customer last wrote from. */
  page: v.nullable(page),
  /** In alphabetical order. */
  tags: v.array(v.string()),
  /** Since when a human is waited for; set exactly while `state` is `waiting`. */
  waitingSince: v.nullable(timestamp),
  /** The handoff request last made, kept for the human who follows it. */
  handoff: v.nullable(handoff),
  transfer: v.nullable(pendingTransfer),
  /** Left out where there is none, and by servers that tell every move at once. */
  undoable: v.optional(undoableMove),
  /** Who nudged lately, the last one last. Left out where nobody did, and by servers without nudges. */
  nudges: v.optional(v.array(nudged)),
  /** Sequence of the newest message; 0 when there is none. */
  lastSeq: sequence,
  /** What was said last, notes and notices aside, shortened for the list. */
  lastMessage: v.nullable(
    v.object({
      author,
      text: v.string(),
      attached: v.optional(v.nullable(attached), null),
      at: timestamp,
      /** What the customer said last, shortened alike, where it is not this; none before their first word. */
      customerSaid: v.optional(v.object({ text: v.string(), attached: v.nullable(attached) })),
    }),
  ),
  /** How many messages the customer wrote: with a read mark it tells what is unread without counting. */
  customerCount: sequence,
  /** Up to where the customer has seen. */
  customerSeenSeq: sequence,
  createdAt: timestamp,
  updatedAt: timestamp,
})
export type Conversation = v.InferOutput<typeof conversation>
