import * as v from 'valibot'
import { attachment, attachmentIds } from './attachment.ts'
import { epoch, id, MESSAGE_TEXT_MAX, name, sequence, timestamp } from './primitives.ts'
import { someTags } from './tags.ts'

/** What a system message reports to everybody. The team may have words of its own for it. */
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
 * What a system message reports; the last ones to the team alone: a transfer that was offered, given back, or not accepted
 * in time, and a colleague who nudged the owner.
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
 * Whom a notice is about: whoever reads it is told in their own language. Left out where the text has the team's own words, and
 * of notices stored by servers that kept nothing but the text.
 */
export const noticeAbout = v.object({
  /** The agent who has it now, or had it; of `identified` the customer. */
  name: v.optional(v.string()),
  /** The agent who did it, where that is somebody else. */
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
})
export type Message = v.InferOutput<typeof message>

/** Longest note along with a message, in UTF-16 code units. */
export const NOTE_MAX = 2_000

/** What is done along with a message. Tags beyond what a conversation may have are left out. */
export const alongside = v.object({
  tags: someTags,
  /** Seen by the team only, right before the message; empty is none. */
  note: v.pipe(v.string(), v.trim(), v.maxLength(NOTE_MAX)),
  /** What becomes of the conversation right after it. */
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
    /** The template it was written with: counted if there is one, and part of nothing else. */
    writtenWith: v.optional(id),
    /** Done in the transaction that stores the message, or not at all. */
    alongside: v.optional(v.strictObject(alongside.entries)),
  }),
  v.check((said) => saysSomething(said), 'There is neither a text nor a file.'),
)
export type SendMessage = v.InferOutput<typeof sendMessage>

/** Whether there is anything in a message: words, or a file. */
export function saysSomething(said: { text: string; attachments: readonly unknown[] }): boolean {
  return said.attachments.length > 0 || said.text.trim() !== ''
}

/** The place a write was given. Asking again with the same id gives the same answer. */
export const stored = v.object({ id, seq: sequence, at: timestamp })
export type Stored = v.InferOutput<typeof stored>
