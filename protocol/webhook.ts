import * as v from 'valibot'
import { outgoingTrouble } from './outgoing.ts'
import { id, timestamp } from './primitives.ts'

// The address at which an integration is told of its events (docs/handoff.md). Admins set it.

/** Longest address, in characters. */
export const WEBHOOK_URL_MAX = 2_000

/**
 * `working`: everything is delivered or on its way. `failing`: what was not delivered is tried again by itself. `parked`:
 * some is tried no more until an admin sends it again.
 */
export const webhookState = v.picklist(['working', 'failing', 'parked'])
export type WebhookState = v.InferOutput<typeof webhookState>

/**
 * What is sent. `events`: every event as it is. `replies`: what agents say, and what the AI says too late for a response, in
 * the form that hosted AI desks send it in, and nothing else.
 */
export const webhookFormat = v.picklist(['events', 'replies'])
export type WebhookFormat = v.InferOutput<typeof webhookFormat>

export const webhook = v.object({
  url: v.string(),
  format: webhookFormat,
  madeAt: timestamp,
  state: webhookState,
  /** Conversations of which something was not delivered. What came later in them waits for it. */
  heldUp: v.number(),
  /** Null before the first. */
  lastDeliveredAt: v.nullable(timestamp),
})
export type Webhook = v.InferOutput<typeof webhook>

/**
 * `webhook:set`, by admins: another address for the webhook there is, or the integration's first one. What was not
 * delivered is sent to the new address. `invalid` with `address` when the address is one that the server does not ask.
 */
export const setWebhook = v.strictObject({
  id,
  integrationId: id,
  url: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(WEBHOOK_URL_MAX)),
  /** Left out: as before, and `events` of a new one. */
  format: v.optional(webhookFormat),
})
export type SetWebhook = v.InferOutput<typeof setWebhook>

/** `webhook:rotate`, by admins: another secret. For a day deliveries are signed with the one before, too. */
export const rotateWebhook = v.strictObject({ id, integrationId: id })
export type RotateWebhook = v.InferOutput<typeof rotateWebhook>

/** `secret` is null where it is the one of before, and where the same request was answered before. */
export const shownWebhook = v.object({ webhook, secret: v.nullable(v.string()) })
export type ShownWebhook = v.InferOutput<typeof shownWebhook>

/** `webhook:remove`, by admins. */
export const removeWebhook = v.strictObject({ id, integrationId: id })
export type RemoveWebhook = v.InferOutput<typeof removeWebhook>

/** Why a delivery came to nothing. `secret-changed`: its secret does not open any more, because the server's has changed. */
export const deliveryTrouble = v.picklist([...outgoingTrouble.options, 'secret-changed'])
export type DeliveryTrouble = v.InferOutput<typeof deliveryTrouble>

/** One try to deliver an event. */
export const delivery = v.object({
  id,
  /** The event's type; `webhook.test` of a test. */
  type: v.string(),
  eventId: v.string(),
  /** Null of a test. */
  conversationId: v.nullable(id),
  /** `event`: by itself. The others were asked for by an admin. */
  cause: v.picklist(['event', 'redeliver', 'test']),
  /** `queued`: an admin has asked for it a moment ago. */
  state: v.picklist(['queued', 'delivered', 'failed']),
  /** 1 for the first. */
  attempt: v.number(),
  at: timestamp,
  /** The status of the answer; null without one. */
  status: v.nullable(v.number()),
  /** Null where there was an answer, whatever its status. */
  trouble: v.nullable(deliveryTrouble),
  /** Milliseconds; null while it is queued. */
  tookMs: v.nullable(v.number()),
  /** The beginning of the answer. */
  answer: v.string(),
})
export type Delivery = v.InferOutput<typeof delivery>

/** `webhook:log`, by admins: the newest deliveries, or those before one. */
export const webhookLog = v.strictObject({ integrationId: id, before: v.nullable(id) })
export type WebhookLog = v.InferOutput<typeof webhookLog>

/** The newest first. */
export const deliveries = v.object({ deliveries: v.array(delivery), more: v.boolean() })
export type Deliveries = v.InferOutput<typeof deliveries>

/**
 * `webhook:redeliver`, by admins: sends the event of a delivery again. A conversation that waits for it goes on from
 * there. `wrong-state` when the event is kept no more.
 */
export const redeliver = v.strictObject({ id, deliveryId: id })
export type Redeliver = v.InferOutput<typeof redeliver>

/** `webhook:test`, by admins: sends an event of type `webhook.test`. The log has what became of it. */
export const testWebhook = v.strictObject({ id, integrationId: id })
export type TestWebhook = v.InferOutput<typeof testWebhook>

/** Under which id the log has what was asked for; null where nothing new was queued. */
export const queuedDelivery = v.object({ deliveryId: v.nullable(id) })
export type QueuedDelivery = v.InferOutput<typeof queuedDelivery>
