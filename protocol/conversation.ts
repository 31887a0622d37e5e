import * as v from 'valibot'
import { author } from './message.ts'
import { epoch, id, name, sequence, timestamp } from './primitives.ts'
import { page } from './visit.ts'

export const conversationState = v.picklist(['ai', 'waiting', 'human', 'resolved'])
export type ConversationState = v.InferOutput<typeof conversationState>

/**
 * Why a conversation waits for a human: the customer asked, the AI was unsure, the talk went round in circles, or the
 * owner left.
 */
export const handoffReason = v.picklist(['customer-asked', 'unsure', 'repeated', 'owner-left'])
export type HandoffReason = v.InferOutput<typeof handoffReason>

/**
 * What `unsure` does not say: the customer is upset, the AI may not do what is asked, the matter is too sensitive for
 * it, the AI itself failed, or something else.
 */
export const handoffCause = v.picklist(['upset', 'not-permitted', 'sensitive', 'failed', 'other'])
export type HandoffCause = v.InferOutput<typeof handoffCause>

export const urgency = v.picklist(['low', 'normal', 'high'])
export type Urgency = v.InferOutput<typeof urgency>

/** Whatever is optional here is left out if the AI did not say it. */
export const handoff = v.object({
  reason: handoffReason,
  /** More exact than `reason`. Older panels show `reason` alone. */
  cause: v.optional(handoffCause),
  /** The reason in the words of the AI. */
  reasonText: v.optional(v.string()),
  summary: v.string(),
  /** What the AI already tried, one line each. */
  tried: v.array(v.string()),
  openQuestion: v.optional(v.string()),
  /** The customer's language, as a tag ("en", "id"). */
  language: v.optional(v.string()),
  suggestedReply: v.optional(v.string()),
  urgency: v.optional(urgency),
})
export type Handoff = v.InferOutput<typeof handoff>

/**
 * What the owner has not answered yet. `offered`: a colleague transferred the conversation to them. `declined`: the
 * colleague they offered it to gave it back, or did not accept it in time. The owner's first reply, or any move,
 * answers it as well.
 */
export const pendingTransfer = v.object({
  kind: v.picklist(['offered', 'declined']),
  /** The colleague who offered or declined. */
  by: v.object({ id, name }),
  note: v.nullable(v.string()),
  at: timestamp,
  /** For `declined`: true if the colleague did not answer in time. Left out if they declined. */
  unanswered: v.optional(v.boolean()),
})
export type PendingTransfer = v.InferOutput<typeof pendingTransfer>

/**
 * A move that agents see and the customer does not yet. Until `until`, the agent who made it may take it back. Nobody
 * answers the customer meanwhile.
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
  /** The owner of the conversation at that time. */
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

/** Attachments of a message, as a line in the list names them. */
export const attached = v.object({
  kind: v.picklist(['image', 'file']),
  /** Name of the first attachment. */
  name: v.string(),
  count: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type Attached = v.InferOutput<typeof attached>

/** The customer's word on how they were helped. */
export const rating = v.object({
  /** From 1 (badly) to 5. */
  score: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  comment: v.optional(v.string()),
  at: timestamp,
})
export type Rating = v.InferOutput<typeof rating>

/** A conversation as agents see it, with the data that its row in the list shows. */
export const conversation = v.object({
  id,
  state: conversationState,
  epoch,
  /** The owning agent; set exactly while `state` is `human`. */
  ownerId: v.nullable(id),
  customer,
  /** The integration that carries the conversation. Left out in Baton's own chat, and by older servers. */
  channelId: v.optional(id),
  /** The integration whose bot answers in it. Left out where Baton's own AI agent does, and by older servers. */
  botId: v.optional(id),
  /** What the customer said last of how they were helped. Left out until they do. */
  rating: v.optional(rating),
  /** The customer's name before they signed in; null if they did not sign in during this conversation. */
  formerName: v.nullable(v.string()),
  /** The page on which the customer last wrote. */
  page: v.nullable(page),
  /** In alphabetical order. */
  tags: v.array(v.string()),
  /** When the wait for a human began; set exactly while `state` is `waiting`. */
  waitingSince: v.nullable(timestamp),
  /** The latest handoff, kept for the human who answers it. */
  handoff: v.nullable(handoff),
  transfer: v.nullable(pendingTransfer),
  /** Left out if there is none, and by servers that have no undo. */
  undoable: v.optional(undoableMove),
  /** Recent nudges, oldest first. Left out if there are none, and by servers without nudges. */
  nudges: v.optional(v.array(nudged)),
  /** Sequence of the newest message; 0 when there is none. */
  lastSeq: sequence,
  /** The last message without notes and notices, shortened for the list. */
  lastMessage: v.nullable(
    v.object({
      author,
      text: v.string(),
      attached: v.optional(v.nullable(attached), null),
      at: timestamp,
      /**
       * The customer's last message, also shortened. Left out if it is `lastMessage` itself, or if the customer has
       * not written.
       */
      customerSaid: v.optional(v.object({ text: v.string(), attached: v.nullable(attached) })),
    }),
  ),
  /** How many messages the customer wrote. With a read mark it gives the unread count. */
  customerCount: sequence,
  /** The last sequence that the customer has seen. */
  customerSeenSeq: sequence,
  createdAt: timestamp,
  updatedAt: timestamp,
})
export type Conversation = v.InferOutput<typeof conversation>
