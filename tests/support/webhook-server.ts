import type { AskFailure } from '@baton/protocol/errors.ts'
import type { Integration } from '@baton/protocol/integration.ts'
import type { Delivery, ShownWebhook, Webhook } from '@baton/protocol/webhook.ts'
import type { Answers } from './asks-answered.ts'
import { anId } from './rows.ts'

/** Deliveries in a page of the log. */
const PAGE = 3

/** A server with one integration, for a panel. */
export interface WebhookServer {
  integration: Integration
  /** The newest first. */
  log: Delivery[]
  /** The changes that it has made. */
  asked: string[]
  /** The secret that it makes; null: the answer that showed it got lost. */
  secret: string | null
  /** Its answer to every change, instead of making it. */
  refusal: AskFailure | null
  /** Its answer to who reads the log. */
  logRefusal: AskFailure | null
}

export const aHook = (fields: Partial<Webhook> = {}): Webhook => ({
  ...{ url: 'https://bot.example.com/baton', format: 'events', madeAt: 1 },
  ...{ state: 'working', heldUp: 0, lastDeliveredAt: null },
  ...fields,
})
export const aDelivery = (fields: Partial<Delivery> = {}): Delivery => ({
  ...{ id: anId(), type: 'message.created', eventId: anId(), conversationId: anId() },
  ...{ cause: 'event', state: 'delivered', attempt: 1, at: 0, status: 204, trouble: null },
  ...{ tookMs: 84, answer: '' },
  ...fields,
})

/** A server whose bot has a webhook that nothing was sent to yet. */
export function webhookServer(secret: string): WebhookServer {
  const integration: Integration = {
    ...{ id: anId(), name: 'Atlas bot', kind: 'bot', madeAt: 0, keys: [], webhook: aHook() },
    ...{ avatar: null, watchOnly: false, givesReceipts: false },
  }
  return { integration, log: [], asked: [], secret, refusal: null, logRefusal: null }
}

/** What it answers a panel. */
export function webhookAnswers(server: WebhookServer): Partial<Answers> {
  /** Makes a change unless the server refuses it. */
  function change<T>(what: string, run: () => T) {
    const error = server.refusal
    if (error !== null) return Promise.resolve({ ok: false as const, error })
    server.asked.push(what)
    return Promise.resolve({ ok: true as const, data: run() })
  }
  function queue(fields: Partial<Delivery>) {
    const queued = aDelivery({ state: 'queued', status: null, tookMs: null, ...fields })
    server.log.unshift(queued)
    return { deliveryId: queued.id }
  }
  return {
    'integrations:list': () =>
      Promise.resolve({ ok: true, data: { integrations: [structuredClone(server.integration)] } }),
    'webhook:log': ({ before }) => {
      const error = server.logRefusal
      if (error !== null) return Promise.resolve({ ok: false, error })
      const from = before === null ? 0 : server.log.findIndex(({ id }) => id === before) + 1
      const deliveries = structuredClone(server.log.slice(from, from + PAGE))
      const more = server.log.length > from + PAGE
      return Promise.resolve({ ok: true, data: { deliveries, more } })
    },
    'webhook:set': ({ url, format = 'events' }) =>
      change('set', (): ShownWebhook => {
        const secret = server.integration.webhook ? null : server.secret
        server.integration.webhook = aHook({ url, format })
        return { webhook: server.integration.webhook, secret }
      }),
    'webhook:rotate': () => change('rotate', () => ({ webhook: aHook(), secret: server.secret })),
    'webhook:remove': () =>
      change('remove', () => {
        server.integration.webhook = null
        return {}
      }),
    'webhook:test': () =>
      change('test', () => queue({ type: 'webhook.test', conversationId: null, cause: 'test' })),
    'webhook:redeliver': ({ deliveryId }) =>
      change(`redeliver ${deliveryId}`, () => queue({ cause: 'redeliver' })),
  }
}
