import * as v from 'valibot'
import { attachment, attachmentIds, attachmentLimits } from './attachment.ts'
import { conversationState } from './conversation.ts'
import { noticeAbout, saysSomething, systemEvent } from './message.ts'
import { id, MESSAGE_TEXT_MAX, name, sequence, timestamp } from './primitives.ts'
import { context } from './visit.ts'

// The customer's side. A token opens exactly one conversation, so no request names it.

/** `POST /api/customers`: a new anonymous customer of the team with this public name (slug). */
export const createCustomer = v.strictObject({
  team: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  /** Facts that the channel knows about the customer. */
  context: v.optional(context),
  /**
   * The customer's token, if the client makes it itself: 32 random bytes or more, as base64url. The same token gives
   * the same customer again. Without it, every request creates a new customer.
   */
  token: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43,100}$/))),
})
export type CreateCustomer = v.InferOutput<typeof createCustomer>

export const createdCustomer = v.object({
  id,
  name: v.string(),
  /** Secret: the only proof of who the customer is. */
  token: v.string(),
})
export type CreatedCustomer = v.InferOutput<typeof createdCustomer>

/** Longest signed token (JWT, HS256) of the team's site. It holds a few claims and fits in a header. */
export const IDENTITY_MAX = 4_000

/** `POST /api/customers/identify`: binds the customer of this token to the identity in the site's signed token. */
export const identifyCustomer = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(200)),
  identity: v.pipe(v.string(), v.maxLength(IDENTITY_MAX)),
})
export type IdentifyCustomer = v.InferOutput<typeof identifyCustomer>

export const identifiedCustomer = v.object({
  name: v.string(),
  /**
   * Whether earlier messages of this browser moved to the identified customer: the site's token carried its nonce.
   */
  carried: v.boolean(),
})
export type IdentifiedCustomer = v.InferOutput<typeof identifiedCustomer>

/**
 * `POST /api/customers/nonce`: the value that a site signs as the claim `nonce`. It lets messages written with this
 * token move to the customer whom the site signs in.
 */
export const askNonce = v.strictObject({ token: v.pipe(v.string(), v.maxLength(200)) })
export type AskNonce = v.InferOutput<typeof askNonce>

export const browserNonce = v.object({ nonce: v.string() })
export type BrowserNonce = v.InferOutput<typeof browserNonce>

export const customerAuthor = v.variant('kind', [
  v.object({ kind: v.literal('customer') }),
  v.object({ kind: v.literal('ai') }),
  v.object({ kind: v.literal('agent'), name }),
  v.object({
    kind: v.literal('system'),
    event: systemEvent,
    about: v.optional(noticeAbout),
  }),
])
export type CustomerAuthor = v.InferOutput<typeof customerAuthor>

/** A message as the customer sees it: no ids of agents, and never a note. */
export const customerMessage = v.object({
  id,
  seq: sequence,
  /** Sequence of the previous message that the customer may see. If it does not match, the client pulls. */
  previousSeq: sequence,
  author: customerAuthor,
  text: v.string(),
  attachments: v.array(attachment),
  at: timestamp,
})
export type CustomerMessage = v.InferOutput<typeof customerMessage>

/** Who answers now. */
export const customerView = v.object({
  state: conversationState,
  agentName: v.nullable(name),
})
export type CustomerView = v.InferOutput<typeof customerView>

/** The greeting, sent once a connection. */
export const customerHello = v.object({
  team: v.object({ name }),
  view: customerView,
  /** Sequence of the newest message the customer may see. */
  lastSeq: sequence,
  /**
   * That message; null when there is none. If the page's own messages do not lead to it, the server has lost history:
   * a backup was restored. The time tells the same message from one that was stored again under the same id.
   */
  newest: v.nullable(v.object({ id, at: timestamp })),
  /** The last sequence that the customer has seen, in any browser. */
  seen: v.optional(sequence),
  /** Names of a few agents of the team who are online; empty if nobody is. */
  there: v.optional(v.array(name)),
  /** The welcome for a customer who has not written yet. If the greeting is empty, the page uses its own words. */
  welcome: v.optional(v.object({ greeting: v.string(), questions: v.array(v.string()) })),
  attachments: attachmentLimits,
})
export type CustomerHello = v.InferOutput<typeof customerHello>

/** `message:send` */
export const customerSend = v.pipe(
  v.strictObject({
    id,
    text: v.pipe(v.string(), v.maxLength(MESSAGE_TEXT_MAX)),
    attachments: attachmentIds,
  }),
  v.check((said) => saysSomething(said), 'There is neither a text nor a file.'),
)
export type CustomerSend = v.InferOutput<typeof customerSend>

/** `messages:pull`: everything after a sequence, oldest first, or the newest messages before one. */
export const customerPull = v.strictObject({
  after: sequence,
  before: v.nullable(sequence),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
})
export type CustomerPull = v.InferOutput<typeof customerPull>

export const customerPage = v.object({ messages: v.array(customerMessage), more: v.boolean() })
export type CustomerPage = v.InferOutput<typeof customerPage>

/** `human:ask`: "Talk to a human". Changes nothing while a human is awaited or already answers. */
export const askHuman = v.strictObject({ id })
export type AskHuman = v.InferOutput<typeof askHuman>

/** `human:take-back`: the customer no longer needs a human. Changes nothing unless one is awaited. */
export const takeBackHuman = v.strictObject({ id })
export type TakeBackHuman = v.InferOutput<typeof takeBackHuman>

/** `people:changed`: the agents of the team who are online now. */
export const peopleThere = v.object({ there: v.array(name) })
export type PeopleThere = v.InferOutput<typeof peopleThere>

/** `messages:seen` */
export const customerSeen = v.strictObject({ seq: sequence })
export type CustomerSeen = v.InferOutput<typeof customerSeen>

/** `typing:set` */
export const customerTyping = v.strictObject({ typing: v.boolean() })
export type CustomerTyping = v.InferOutput<typeof customerTyping>
