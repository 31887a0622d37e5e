import * as v from 'valibot'
import { attachment, attachmentIds, attachmentLimits } from './attachment.ts'
import { conversationState } from './conversation.ts'
import { noticeAbout, saysSomething, systemEvent } from './message.ts'
import { id, MESSAGE_TEXT_MAX, name, sequence, timestamp } from './primitives.ts'
import { context } from './visit.ts'

// The customer's side. A token leads to one conversation: no request names it.

/** `POST /api/customers`: a new anonymous customer of the team with this public name (slug). */
export const createCustomer = v.strictObject({
  team: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  /** What the channel knows about them. */
  context: v.optional(context),
  /**
   * The customer's token, if the client makes it itself: 32 random bytes or more, as base64url. Then asking again
   * gives the same customer; without it every request makes another one.
   */
  token: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43,100}$/))),
})
export type CreateCustomer = v.InferOutput<typeof createCustomer>

export const createdCustomer = v.object({
  id,
  name: v.string(),
  /** Secret; the only thing that proves who the customer is. */
  token: v.string(),
})
export type CreatedCustomer = v.InferOutput<typeof createdCustomer>

/** A signed token of the team's site (JWT, HS256): long enough for a few claims, short enough for a header. */
export const IDENTITY_MAX = 4_000

/** `POST /api/customers/identify`: the customer of this token is who the site's signed token says. */
export const identifyCustomer = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(200)),
  identity: v.pipe(v.string(), v.maxLength(IDENTITY_MAX)),
})
export type IdentifyCustomer = v.InferOutput<typeof identifyCustomer>

export const identifiedCustomer = v.object({
  name: v.string(),
  /** Whether what was written in this browser before goes with them: the site's token carried its nonce. */
  carried: v.boolean(),
})
export type IdentifiedCustomer = v.InferOutput<typeof identifiedCustomer>

/**
 * `POST /api/customers/nonce`: what a site has to sign, as the claim `nonce`, for the words that were written with
 * this token to go with whom it signs in.
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
  /** Sequence of the message before this one that the customer may see; a mismatch means: pull. */
  previousSeq: sequence,
  author: customerAuthor,
  text: v.string(),
  attachments: v.array(attachment),
  at: timestamp,
})
export type CustomerMessage = v.InferOutput<typeof customerMessage>

/** Who answers at the moment. */
export const customerView = v.object({
  state: conversationState,
  agentName: v.nullable(name),
})
export type CustomerView = v.InferOutput<typeof customerView>

/** Told once a connection. */
export const customerHello = v.object({
  team: v.object({ name }),
  view: customerView,
  /** Sequence of the newest message the customer may see. */
  lastSeq: sequence,
  /**
   * That message; null when there is none. A page whose own messages do not lead there has a history that the
   * server has not: a backup was restored. The same message under the same id is told from one that was stored anew
   * by its time.
   */
  newest: v.nullable(v.object({ id, at: timestamp })),
  /** Up to where the customer has seen it, in whatever browser. */
  seen: v.optional(sequence),
  /** Names of who of the team is there to answer, a few of them; none when nobody is. */
  there: v.optional(v.array(name)),
  /** What the team welcomes somebody with who has not written yet; an empty greeting says it in the page's own words. */
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

/** `messages:pull`: everything after a sequence, oldest first, or the newest before one. */
export const customerPull = v.strictObject({
  after: sequence,
  before: v.nullable(sequence),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
})
export type CustomerPull = v.InferOutput<typeof customerPull>

export const customerPage = v.object({ messages: v.array(customerMessage), more: v.boolean() })
export type CustomerPage = v.InferOutput<typeof customerPage>

/** `human:ask`: "Talk to a human". Asking again while one is awaited or here changes nothing. */
export const askHuman = v.strictObject({ id })
export type AskHuman = v.InferOutput<typeof askHuman>

/** `human:take-back`: the customer needs no human any more. While none is awaited it changes nothing. */
export const takeBackHuman = v.strictObject({ id })
export type TakeBackHuman = v.InferOutput<typeof takeBackHuman>

/** `people:changed`: who of the team is there now. */
export const peopleThere = v.object({ there: v.array(name) })
export type PeopleThere = v.InferOutput<typeof peopleThere>

/** `messages:seen` */
export const customerSeen = v.strictObject({ seq: sequence })
export type CustomerSeen = v.InferOutput<typeof customerSeen>

/** `typing:set` */
export const customerTyping = v.strictObject({ typing: v.boolean() })
export type CustomerTyping = v.InferOutput<typeof customerTyping>
