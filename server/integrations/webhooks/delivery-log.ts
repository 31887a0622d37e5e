import type {
  Deliveries,
  Delivery,
  QueuedDelivery,
  Redeliver,
  TestWebhook,
  WebhookLog,
} from '@baton/protocol/webhook.ts'
import { queuedDelivery } from '@baton/protocol/webhook.ts'
import type { Kysely, Selectable } from 'kysely'
import { keptAsEdit, once } from '../../changes/once.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import type { Database } from '../../database/schema.ts'
import type { WebhookDeliveryTable } from '../../database/webhook-tables.ts'
import type { AgentActor } from '../../ground/actors.ts'
import { checkAdmin } from '../../ground/check-admin.ts'
import type { Ids } from '../../ground/clock.ts'
import { Refused } from '../../ground/refused.ts'
import { findIntegration } from '../read-integrations.ts'
import { resume } from './lanes.ts'
import { findWebhook } from './webhook-row.ts'

export type DeliveryRow = Selectable<WebhookDeliveryTable>

const PAGE = 50
/** Deliveries that a webhook's log keeps, and for how long, in ms. */
const KEPT = 500
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000
/** What may be asked for by hand before the first of it is sent. */
const QUEUED_MAX = 20

interface Deps {
  db: Kysely<Database>
  log: TeamLog
  ids: Ids
}

/** The newest deliveries. Throws `forbidden` unless the agent is an admin, and `not-found`. */
export async function readLog(
  db: Kysely<Database>,
  agent: AgentActor,
  { integrationId, before }: WebhookLog,
): Promise<Deliveries> {
  checkAdmin(agent)
  await findIntegration(db, agent.teamId, integrationId)
  const { id: webhookId } = await findWebhook(db, agent.teamId, integrationId)
  let query = db.selectFrom('webhookDeliveries').selectAll().where('webhookId', '=', webhookId)
  if (before !== null) query = query.where('id', '<', before)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute()
  return { deliveries: rows.slice(0, PAGE).map(toDelivery), more: rows.length > PAGE }
}

function toDelivery({ teamId: _team, webhookId: _webhook, ...row }: DeliveryRow): Delivery {
  return row
}

/**
 * Sends the event of a delivery again. Throws `forbidden` unless the agent is an admin, `not-found`, `wrong-state` when the
 * event is kept no more, and `rate-limited` when much was asked for that has not been sent.
 */
export function redeliver(
  deps: Deps,
  agent: AgentActor,
  { id, deliveryId }: Redeliver,
): Promise<QueuedDelivery> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'redeliver', deliveryId] }
  return once(deps, request, keptAsEdit(queuedDelivery), async (write) => {
    checkAdmin(agent)
    const { trx } = write
    const row = await trx
      .selectFrom('webhookDeliveries')
      .innerJoin('webhooks', 'webhooks.id', 'webhookDeliveries.webhookId')
      .selectAll('webhookDeliveries')
      .select('webhooks.integrationId')
      .where('webhookDeliveries.teamId', '=', teamId)
      .where('webhookDeliveries.id', '=', deliveryId)
      .executeTakeFirst()
    if (!row) throw new Refused('not-found')
    const { integrationId, ...delivery } = row
    tell(write, 'webhook:redelivered', integrationId)
    if (await isHeldUp(write, delivery)) {
      await resumeLane(write, delivery)
      return { deliveryId: null }
    }
    return { deliveryId: await queue(deps, write, delivery, 'redeliver') }
  })
}

/** Whether a lane waits with this very event, or with one before it. */
async function isHeldUp({ trx }: TeamWrite, delivery: DeliveryRow): Promise<boolean> {
  const { webhookId, conversationId, eventId, cause } = delivery
  if (conversationId === null) return false
  const event = await trx
    .selectFrom('integrationEvents')
    .select(['rev', 'place'])
    .where('id', '=', eventId)
    .executeTakeFirst()
  if (!event) throw new Refused('wrong-state')
  if (cause === 'test') return false
  const lane = await trx
    .selectFrom('webhookLanes')
    .select('webhookId')
    .where('webhookId', '=', webhookId)
    .where('conversationId', '=', conversationId)
    .where((eb) => eb(eb.refTuple('rev', 'place'), '<=', eb.tuple(event.rev, event.place)))
    .executeTakeFirst()
  return lane !== undefined
}

async function resumeLane(
  { trx, now }: TeamWrite,
  { webhookId, conversationId }: DeliveryRow,
): Promise<void> {
  await resume(trx, webhookId, now, conversationId ?? undefined)
  await trx.updateTable('webhooks').set({ parkedAt: null }).where('id', '=', webhookId).execute()
}

/** Sends a test event. Throws `forbidden` unless the agent is an admin, `not-found`, and `rate-limited`. */
export function testWebhook(
  deps: Deps,
  agent: AgentActor,
  { id, integrationId }: TestWebhook,
): Promise<QueuedDelivery> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'test-webhook', integrationId] }
  return once(deps, request, keptAsEdit(queuedDelivery), async (write) => {
    checkAdmin(agent)
    await findIntegration(write.trx, teamId, integrationId)
    const { id: webhookId } = await findWebhook(write.trx, teamId, integrationId)
    tell(write, 'webhook:tested', integrationId)
    const event = { eventId: deps.ids.next(), type: TEST_TYPE, conversationId: null }
    return { deliveryId: await queue(deps, write, { webhookId, ...event }, 'test') }
  })
}

/** What was asked for by hand and is not sent yet, in order. */
export function queuedOf(db: Kysely<Database>, webhookId: string) {
  return db
    .selectFrom('webhookDeliveries')
    .selectAll()
    .where('webhookId', '=', webhookId)
    .where('state', '=', 'queued')
    .orderBy('id')
}

/** The type of the event that a test sends. */
export const TEST_TYPE = 'webhook.test'

async function queue(
  { ids }: Deps,
  { trx, teamId, now }: TeamWrite,
  event: Pick<DeliveryRow, 'webhookId' | 'eventId' | 'type' | 'conversationId'>,
  cause: 'redeliver' | 'test',
): Promise<string> {
  const { webhookId, eventId, type, conversationId } = event
  const queued = await queuedOf(trx, webhookId).execute()
  if (queued.length >= QUEUED_MAX) throw new Refused('rate-limited', { retryAfterMs: 5_000 })
  const id = ids.next()
  const row: DeliveryRow = {
    ...{ id, teamId, webhookId, eventId, type, conversationId, cause },
    ...{ state: 'queued', attempt: 1, at: now },
    ...{ status: null, trouble: null, tookMs: null, answer: '' },
  }
  await trx.insertInto('webhookDeliveries').values(row).execute()
  return id
}

function tell(
  write: TeamWrite,
  what: 'webhook:redelivered' | 'webhook:tested',
  integrationId: string,
): void {
  write.acts.push({ what, subject: { kind: 'integration', id: integrationId } })
}

/** Deletes what is older, and what is more than the log of one webhook keeps. */
export async function forgetDeliveries(db: Kysely<Database>, now: number): Promise<void> {
  await db
    .deleteFrom('webhookDeliveries')
    .where('at', '<', now - KEPT_MS)
    .execute()
  const webhooks = await db.selectFrom('webhooks').select('id').execute()
  for (const { id } of webhooks) await forgetMore(db, id)
}

/** Deletes what is more than the log of this webhook keeps. */
export async function forgetMore(db: Kysely<Database>, webhookId: string): Promise<void> {
  await db
    .deleteFrom('webhookDeliveries')
    .where('webhookId', '=', webhookId)
    .where('id', '<', (eb) =>
      eb
        .selectFrom('webhookDeliveries')
        .select('id')
        .where('webhookId', '=', webhookId)
        .orderBy('id', 'desc')
        .offset(KEPT - 1)
        .limit(1),
    )
    .execute()
}
