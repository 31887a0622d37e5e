import { customerEmail } from '@baton/protocol/customer-details.ts'
import { urgency } from '@baton/protocol/conversation.ts'
import { SOURCE_TITLE_MAX, SOURCE_URL_MAX, SOURCES_MAX } from '@baton/protocol/message.ts'
import { epoch, MESSAGE_TEXT_MAX, name, sequence, timestamp } from '@baton/protocol/primitives.ts'
import { context, page, tellVisit } from '@baton/protocol/visit.ts'
import * as v from 'valibot'

// What is asked and answered under `/v1`. Within it fields are only added.

/** `GET /v1/availability`: who is there at the moment, by the names that customers are told; a few are enough. */
export const availability = v.object({ available: v.boolean(), agents: v.array(v.string()) })

/** A schema with words for the document. */
export function told<S extends v.GenericSchema>(schema: S, text: string) {
  return v.pipe(schema, v.description(text))
}

/** A name that an integration gives to something of its own. */
export const NAME_MAX = 200
const ownName = v.pipe(v.string(), v.minLength(1), v.maxLength(NAME_MAX))

/** Of a path: which conversation. */
export const refParams = v.object({ ref: told(ownName, 'Your own name of the conversation.') })

/** Of a request that has no parameters, no query or no body. */
export const nothing = v.unknown()

/** `PUT /v1/conversations/{ref}`. What is left out of a customer stays as it is. */
export const putConversation = v.strictObject({
  customer: v.strictObject({
    id: ownName,
    name: v.optional(name),
    email: v.optional(customerEmail),
    language: v.optional(tellVisit.entries.language.wrapped),
    time_zone: v.optional(tellVisit.entries.timeZone.wrapped),
    context: v.optional(context),
  }),
  page: v.optional(v.strictObject(page.entries)),
  test: v.optional(told(v.boolean(), 'A trial: it alerts nobody and counts nowhere.')),
})
export type PutConversation = v.InferOutput<typeof putConversation>

const owner = v.nullable(v.object({ id: v.string(), name: v.string() }))

/** Whose a conversation is, as its customer has been told. */
export const conversationState = v.object({
  conversation_id: v.string(),
  state: v.picklist(['ai', 'waiting', 'human', 'resolved']),
  owner: told(owner, 'The agent who has it; null while none has.'),
  epoch: told(epoch, 'One higher with each change of owner. The bot sends it with its words.'),
  mode: v.picklist(['automatic', 'hold', 'off']),
  test: told(v.boolean(), 'Whether it is a trial.'),
})
export type ConversationState = v.InferOutput<typeof conversationState>

const said = {
  id: ownName,
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MESSAGE_TEXT_MAX)),
  at: v.optional(told(timestamp, 'When it was said. Shown only: the order is that of arrival.')),
}
/** What an answer was made from. */
const source = v.strictObject({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(SOURCE_TITLE_MAX)),
  url: v.optional(v.pipe(v.string(), v.maxLength(SOURCE_URL_MAX), v.url(), v.regex(/^https?:/i))),
})

export const newMessage = v.variant('from', [
  v.strictObject({ ...said, from: v.literal('customer') }),
  v.strictObject({
    ...said,
    from: v.literal('ai'),
    epoch,
    shown: v.optional(
      told(v.boolean(), 'Reports words that reached the customer without being asked for before.'),
    ),
    confidence: v.optional(
      told(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 'How sure the bot is of them.'),
    ),
    sources: v.optional(v.pipe(v.array(source), v.maxLength(SOURCES_MAX))),
  }),
])
export type NewMirrored = v.InferOutput<typeof newMessage>

const MESSAGES_MAX = 100

/** `POST /v1/conversations/{ref}/messages`: one, or some in their order. */
export const postMessages = v.union([
  newMessage,
  v.strictObject({
    messages: v.pipe(v.array(newMessage), v.minLength(1), v.maxLength(MESSAGES_MAX)),
  }),
])

/** What became of one message. `owner` and `epoch` say whose the conversation is, for `not_yours`. */
export const messageResult = v.object({
  id: v.string(),
  status: v.picklist(['stored', 'held', 'refused']),
  seq: v.optional(sequence),
  code: v.optional(v.picklist(['not_yours', 'id_reused'])),
  owner: v.optional(owner),
  epoch: v.optional(epoch),
})
export type MessageResult = v.InferOutput<typeof messageResult>
export const messageResults = v.object({ results: v.array(messageResult) })

/** `PUT /v1/conversations/{ref}/live`. */
export const putLive = v.variant('from', [
  v.strictObject({ from: v.literal('customer'), typing: v.boolean() }),
  v.strictObject({
    from: v.literal('ai'),
    epoch,
    typing: told(v.boolean(), 'False once the bot has stopped and nothing comes of it.'),
    id: v.optional(told(ownName, 'The id under which the answer will be posted.')),
    text: v.optional(told(v.pipe(v.string(), v.maxLength(MESSAGE_TEXT_MAX)), 'All of it so far.')),
  }),
])
export type PutLive = v.InferOutput<typeof putLive>

/** A message of a path, by the integration's own id of it, or by its id in events. */
export const messageParams = v.object({ ...refParams.entries, id: ownName })

/** `PATCH /v1/conversations/{ref}/messages/{id}`. */
export const patchMessage = v.strictObject({
  text: said.text,
  epoch: v.optional(told(epoch, 'Needed for words of the bot, as when they are posted.')),
})
export type PatchMessage = v.InferOutput<typeof patchMessage>

const FAILURE_MAX = 200
/** `POST /v1/conversations/{ref}/messages/{id}/receipt`. */
export const postReceipt = v.variant('state', [
  v.strictObject({ state: v.picklist(['delivered', 'seen']) }),
  v.strictObject({
    state: v.literal('failed'),
    reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(FAILURE_MAX)),
  }),
])
export type PostReceipt = v.InferOutput<typeof postReceipt>
export const receiptResult = v.object({
  id: v.string(),
  state: told(v.picklist(['delivered', 'seen', 'failed']), 'What is known now: seen stays seen.'),
})
export type ReceiptResult = v.InferOutput<typeof receiptResult>

/** `GET /v1/conversations/{ref}/messages`. */
export const messagesAfter = v.object({
  after: v.optional(v.pipe(v.string(), v.toNumber(), sequence), '0'),
})

/** What was said, as the customer may see it. `id` is the integration's own where it said it. */
export const mirroredMessage = v.object({
  id: v.string(),
  seq: sequence,
  from: v.picklist(['customer', 'ai', 'agent', 'system']),
  agent: v.nullable(v.string()),
  /** What a message of the system reports. */
  event: v.nullable(v.string()),
  text: told(v.string(), 'Empty once it was removed.'),
  at: timestamp,
  edited_at: v.optional(told(timestamp, 'When its text was changed last.')),
  removed_at: v.optional(told(timestamp, 'When it was removed.')),
})
export type MirroredMessage = v.InferOutput<typeof mirroredMessage>
export const mirroredPage = v.object({ messages: v.array(mirroredMessage), more: v.boolean() })
export type MirroredPage = v.InferOutput<typeof mirroredPage>

/** Longest reason in a bot's own words, in UTF-16 code units. */
const REASON_MAX = 200
const line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))

/** Why a human is wanted. */
export const card = v.strictObject({
  reason: v.picklist([
    'customer_asked',
    'unsure',
    'repeated',
    'upset',
    'not_permitted',
    'sensitive',
    'failed',
    'other',
  ]),
  reason_text: v.optional(
    told(
      v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(REASON_MAX)),
      'The reason in your own words.',
    ),
  ),
  summary: told(line, 'What the customer wants, for the human who comes in.'),
  tried: v.optional(
    told(v.pipe(v.array(line), v.maxLength(20)), 'What was tried already, one line each.'),
    [],
  ),
  open_question: v.optional(told(line, 'What has to be found out before the customer is helped.')),
  language: v.optional(
    told(tellVisit.entries.language.wrapped, 'What the customer writes in, as a tag: en, pt-BR.'),
  ),
  urgency: v.optional(urgency),
  suggested_reply: v.optional(
    told(
      v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MESSAGE_TEXT_MAX)),
      'What the human may answer.',
    ),
  ),
})
export type Card = v.InferOutput<typeof card>

/** `POST /v1/conversations/{ref}/handoff`. */
export const postHandoff = v.strictObject({ id: ownName, card })
export type PostHandoff = v.InferOutput<typeof postHandoff>
export const handoffResult = v.object({ state: v.picklist(['waiting', 'human']), epoch })
export type HandoffResult = v.InferOutput<typeof handoffResult>

const TRANSCRIPT_MAX = 100
const spoken = v.strictObject({
  id: v.optional(told(ownName, 'By default its place in the transcript, from #1 on.')),
  from: v.picklist(['customer', 'ai']),
  text: said.text,
  at: said.at,
})

/** `POST /v1/handoffs`: the conversation, what was said in it, and the card. */
export const postHandoffs = v.strictObject({
  ref: ownName,
  id: v.optional(
    told(ownName, 'Of the handoff. By default it is one with each transcript and card.'),
  ),
  ...putConversation.entries,
  transcript: v.optional(
    told(
      v.pipe(v.array(spoken), v.maxLength(TRANSCRIPT_MAX)),
      'What customer and bot have said, as the customer saw it. What is stored already stays.',
    ),
    [],
  ),
  card,
})
export type PostHandoffs = v.InferOutput<typeof postHandoffs>

/** `POST /v1/conversations/{ref}/rating`. The last one counts. */
export const postRating = v.strictObject({
  score: told(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), '5 is the best.'),
  comment: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1_000))),
})
export type PostRating = v.InferOutput<typeof postRating>

/** `DELETE /v1/customers/{id}`. */
export const customerParams = v.object({ id: told(ownName, 'Your own id of the customer.') })
export const erased = v.object({ conversations: told(sequence, 'How many were emptied.') })

/** `POST /v1/conversations/{ref}/resolve`. */
export const postResolve = v.strictObject({ epoch })
export type PostResolve = v.InferOutput<typeof postResolve>
