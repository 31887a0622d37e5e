import * as v from 'valibot'
import { attachment, attachmentIds } from './attachment.ts'
import { epoch, id, MESSAGE_TEXT_MAX, name, sequence, timestamp } from './primitives.ts'
import { someTags } from './tags.ts'

/** Events that a system message reports to everybody. The team may word them itself. */
export const systemEvent = v.picklist([
  'human-asked',
  'taken-over',
  'handed-to-ai',
  'transferred',
  'resolved',
  'owner-left',
  'identified',
])
export type SystemEvent = v.InferOutput<typeof systemEvent>

/**
 * All events that a system message reports. The last ones go to the team only: a transfer that was offered, declined
 * or not accepted in time, and a nudge of the owner.
 */
export const noticeEvent = v.picklist([
  ...systemEvent.options,
  'offered',
  'given-back',
  'not-accepted',
  'nudged',
])
export type NoticeEvent = v.InferOutput<typeof noticeEvent>

/**
 * Names in a notice, so that each reader sees it in their own language. Left out if the team worded the notice
 * itself, and in notices stored by servers that kept only the text.
 */
export const noticeAbout = v.object({
  /** The agent who has or had the conversation; for `identified` the customer. */
  name: v.optional(v.string()),
  /** The agent who acted, if that is somebody else. */
  by: v.optional(v.string()),
})
export type NoticeAbout = v.InferOutput<typeof noticeAbout>

export const author = v.variant('kind', [
  v.object({ kind: v.literal('customer') }),
  v.object({ kind: v.literal('ai') }),
  v.object({ kind: v.literal('agent'), id, name }),
  v.object({
    kind: v.literal('system'),
    event: noticeEvent,
    about: v.optional(noticeAbout),
  }),
])
export type Author = v.InferOutput<typeof author>

/** Most sources of an answer, and the longest title and address of one. */
export const SOURCES_MAX = 10
export const SOURCE_TITLE_MAX = 200
export const SOURCE_URL_MAX = 2_000

/** What an answer was made from. The address is one of `http` or `https`; left out if it has none. */
export const answerSource = v.object({ title: v.string(), url: v.optional(v.string()) })
export type AnswerSource = v.InferOutput<typeof answerSource>

/** What became of a message on its way to the customer, as the channel reported last. */
export const delivery = v.object({
  state: v.picklist(['delivered', 'seen', 'failed']),
  at: timestamp,
  /** For `failed`: why, in the words of the channel. */
  reason: v.optional(v.string()),
})
export type Delivery = v.InferOutput<typeof delivery>

/** What an integration said of a message. What it did not say is left out, as by older servers. */
export const messageDetails = v.object({
  /** True if the words reached the customer although a human had the conversation. */
  shown: v.optional(v.boolean()),
  /** How sure the AI was of its answer, from 0 to 1. */
  confidence: v.optional(v.number()),
  sources: v.optional(v.array(answerSource)),
  delivery: v.optional(delivery),
  /** When the text was changed last. */
  editedAt: v.optional(timestamp),
  /** What it said before, the latest text first; as many as fit. Only the team sees them. */
  earlier: v.optional(v.array(v.object({ text: v.string(), until: timestamp }))),
  /** When its author removed it for the customer. The text stays for the team. */
  removedAt: v.optional(timestamp),
})
export type MessageDetails = v.InferOutput<typeof messageDetails>

/** A message as agents see it. `visibility: 'team'` is a note: the customer never gets it. */
export const message = v.object({
  id,
  conversationId: id,
  seq: sequence,
  author,
  /** Empty only beside an attachment. */
  text: v.string(),
  attachments: v.array(attachment),
  visibility: v.picklist(['everyone', 'team']),
  at: timestamp,
  ...messageDetails.entries,
})
export type Message = v.InferOutput<typeof message>

/** Longest note along with a message, in UTF-16 code units. */
export const NOTE_MAX = 2_000

/** Actions that go with a message. Tags above a conversation's limit are dropped. */
export const alongside = v.object({
  tags: someTags,
  /** A note for the team, stored right before the message; empty means none. */
  note: v.pipe(v.string(), v.trim(), v.maxLength(NOTE_MAX)),
  /** The move to make right after the message. */
  then: v.picklist(['stay', 'hand-back', 'resolve']),
})
export type Alongside = v.InferOutput<typeof alongside>

export const NOTHING_ALONGSIDE: Alongside = { tags: [], note: '', then: 'stay' }

/** `message:send`: an agent's reply, or a note, written under the epoch the agent saw. */
export const sendMessage = v.pipe(
  v.strictObject({
    id,
    conversationId: id,
    epoch,
    text: v.pipe(v.string(), v.maxLength(MESSAGE_TEXT_MAX)),
    attachments: attachmentIds,
    visibility: v.picklist(['everyone', 'team']),
    /** The template that the message was written with. It is only counted, and only if it exists. */
    writtenWith: v.optional(id),
    /** Stored in the message's transaction, or not at all. */
    alongside: v.optional(v.strictObject(alongside.entries)),
  }),
  v.check((said) => saysSomething(said), 'There is neither a text nor a file.'),
)
export type SendMessage = v.InferOutput<typeof sendMessage>

/** Whether a message has content: text or a file. */
export function saysSomething(said: { text: string; attachments: readonly unknown[] }): boolean {
  return said.attachments.length > 0 || said.text.trim() !== ''
}

/** The position of a stored write. The same id gets the same answer again. */
export const stored = v.object({ id, seq: sequence, at: timestamp })
export type Stored = v.InferOutput<typeof stored>
