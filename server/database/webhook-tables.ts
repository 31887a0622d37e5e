import type { Delivery, WebhookFormat } from '@baton/protocol/webhook.ts'

/** The address at which an integration is told of its events. */
export interface WebhookTable {
  id: string
  teamId: string
  integrationId: string
  url: string
  format: WebhookFormat
  /** Sealed: see `ground/sealing.ts`. */
  secret: string
  /** The secret before this one, sealed, and until when it signs, too. */
  secretBefore: string | null
  secretBeforeUntil: number
  createdAt: number
  /** Up to here events were handed to lanes: a revision, and a place in it. */
  rev: number
  place: number
  /** Since when nothing is sent by itself, because the address is gone; null otherwise. */
  parkedAt: number | null
  lastDeliveredAt: number | null
  /** The process that delivers, and until when the others leave it to that. */
  leaseHolder: string | null
  leaseUntil: number
}

/** A conversation of which events are yet to be delivered. They go one after the other. */
export interface WebhookLaneTable {
  teamId: string
  webhookId: string
  conversationId: string
  /** The next event is the first at or after this revision and place. */
  rev: number
  place: number
  /** Tries of that event that failed. */
  attempts: number
  dueAt: number
  /** Since when it is tried no more; null otherwise. */
  parkedAt: number | null
}

/** One try to deliver an event, and what came of it. */
export interface WebhookDeliveryTable {
  id: string
  teamId: string
  webhookId: string
  eventId: string
  type: string
  conversationId: string | null
  cause: Delivery['cause']
  state: Delivery['state']
  attempt: number
  at: number
  status: number | null
  trouble: Delivery['trouble']
  tookMs: number | null
  answer: string
}

export interface WebhookTables {
  webhooks: WebhookTable
  webhookLanes: WebhookLaneTable
  webhookDeliveries: WebhookDeliveryTable
}
