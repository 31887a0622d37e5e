import { sql, type ExpressionBuilder, type Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { Clock } from '../../ground/clock.ts'
import type { WebhookRow } from './webhook-row.ts'

/** Longer than any request to a webhook takes, in ms. */
const LEASE_MS = 60_000
/** Later than any lease ends, in ms: the clock has gone back. */
const FAR_MS = 600_000

/** Which process delivers for a webhook, where several share a database. */
export interface WebhookLeases {
  /** Names this process. */
  readonly holder: string
  /** The webhooks that have something due and are nobody's, or this process's; of these integrations, or of all. */
  due(integrationIds: readonly string[] | null): Promise<string[]>
  /** Takes a webhook, or keeps it; null when it is another's, or was removed. */
  take(webhookId: string): Promise<WebhookRow | null>
  giveBack(webhookId: string): Promise<void>
}

type Webhooks = ExpressionBuilder<Database, 'webhooks'>

/** `holder` names this process. */
export function webhookLeases(deps: {
  db: Kysely<Database>
  clock: Clock
  holder: string
}): WebhookLeases {
  const { db, clock, holder } = deps

  function isFree(eb: Webhooks, now: number) {
    return eb.or([
      eb('leaseHolder', 'is', null),
      eb('leaseHolder', '=', holder),
      eb('leaseUntil', '<', now),
      eb('leaseUntil', '>', now + FAR_MS),
    ])
  }

  function isDue(eb: Webhooks, now: number) {
    const one = sql<number>`1`.as('one')
    const queued = eb
      .selectFrom('webhookDeliveries')
      .select(one)
      .whereRef('webhookDeliveries.webhookId', '=', 'webhooks.id')
      .where('webhookDeliveries.state', '=', 'queued')
    const events = eb
      .selectFrom('integrationEvents as event')
      .select(one)
      .whereRef('event.integrationId', '=', 'webhooks.integrationId')
      .where(
        sql<boolean>`("event"."rev", "event"."place") > ("webhooks"."rev", "webhooks"."place")`,
      )
    const lanes = eb
      .selectFrom('webhookLanes as lane')
      .select(one)
      .whereRef('lane.webhookId', '=', 'webhooks.id')
      .where('lane.parkedAt', 'is', null)
      .where('lane.dueAt', '<=', now)
    const byItself = eb.or([eb.exists(events), eb.exists(lanes)])
    return eb.or([eb.exists(queued), eb.and([eb('webhooks.parkedAt', 'is', null), byItself])])
  }

  return {
    holder,
    due: async (integrationIds) => {
      const now = clock()
      let query = db.selectFrom('webhooks').select('webhooks.id')
      if (integrationIds !== null) query = query.where('integrationId', 'in', integrationIds)
      const rows = await query.where((eb) => eb.and([isFree(eb, now), isDue(eb, now)])).execute()
      return rows.map(({ id }) => id)
    },
    take: async (webhookId) => {
      const now = clock()
      const row = await db
        .updateTable('webhooks')
        .set({ leaseHolder: holder, leaseUntil: now + LEASE_MS })
        .where('id', '=', webhookId)
        .where((eb) => isFree(eb, now))
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },
    giveBack: async (webhookId) => {
      await db
        .updateTable('webhooks')
        .set({ leaseHolder: null, leaseUntil: 0 })
        .where('id', '=', webhookId)
        .where('leaseHolder', '=', holder)
        .execute()
    },
  }
}

/** Frees what a process that is gone had. Only for an engine that one process owns. */
export async function freeWebhooks(db: Kysely<Database>): Promise<void> {
  await db.updateTable('webhooks').set({ leaseHolder: null, leaseUntil: 0 }).execute()
}
