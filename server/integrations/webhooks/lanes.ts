import type { ExpressionBuilder, Kysely, Selectable } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { WebhookLaneTable } from '../../database/webhook-tables.ts'
import type { WebhookRow } from './webhook-row.ts'

export type Lane = Selectable<WebhookLaneTable>

/** An event as a lane delivers it. */
export interface LaneEvent {
  id: string
  rev: number
  place: number
  body: string
}

/** Events that are handed to lanes in one go. */
const PAGE = 200

/**
 * Hands the events after the webhook's position to lanes, one for each conversation, and moves the position. A
 * conversation that has a lane is read on by that. Returns the position.
 */
export async function handOut(
  db: Kysely<Database>,
  webhook: WebhookRow,
  now: number,
): Promise<Pick<WebhookRow, 'rev' | 'place'>> {
  const { id: webhookId, teamId, integrationId, rev, place } = webhook
  const events = await db
    .selectFrom('integrationEvents')
    .select(['conversationId', 'rev', 'place'])
    .where('integrationId', '=', integrationId)
    .where((eb) => eb(eb.refTuple('rev', 'place'), '>', eb.tuple(rev, place)))
    .orderBy('rev')
    .orderBy('place')
    .limit(PAGE)
    .execute()
  const last = events.at(-1)
  if (!last) return { rev, place }
  const firsts = new Map<string, { rev: number; place: number }>()
  for (const event of events) {
    const { conversationId } = event
    if (conversationId !== null && !firsts.has(conversationId)) firsts.set(conversationId, event)
  }
  const lanes = [...firsts].map(([conversationId, first]) => ({
    ...{ teamId, webhookId, conversationId, rev: first.rev, place: first.place },
    ...{ attempts: 0, dueAt: now, parkedAt: null },
  }))
  const isMoved = await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('webhooks')
      .set({ rev: last.rev, place: last.place })
      .where('id', '=', webhookId)
      .where('rev', '=', rev)
      .where('place', '=', place)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await trx
      .insertInto('webhookLanes')
      .values(lanes)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return true
  })
  // Where another process has moved it meanwhile, these events are that one's.
  return isMoved ? { rev: last.rev, place: last.place } : { rev, place }
}

/** The lanes that are due, those that have waited longest first. */
export function dueLanes(
  db: Kysely<Database>,
  webhookId: string,
  { now, limit, without }: { now: number; limit: number; without: readonly string[] },
): Promise<Lane[]> {
  let query = db
    .selectFrom('webhookLanes')
    .selectAll()
    .where('webhookId', '=', webhookId)
    .where('parkedAt', 'is', null)
    .where('dueAt', '<=', now)
  if (without.length > 0) query = query.where('conversationId', 'not in', without)
  return query.orderBy('dueAt').orderBy('rev').orderBy('place').limit(limit).execute()
}

/** The next event of a lane, up to the webhook's position; null when it has come to its end. */
export async function nextEvent(
  db: Kysely<Database>,
  { conversationId, rev, place }: Lane,
  { integrationId, rev: toRev, place: toPlace }: WebhookRow,
): Promise<LaneEvent | null> {
  const event = await db
    .selectFrom('integrationEvents')
    .select(['id', 'rev', 'place', 'body'])
    .where('conversationId', '=', conversationId)
    .where('integrationId', '=', integrationId)
    .where((eb) => eb(eb.refTuple('rev', 'place'), '>=', eb.tuple(rev, place)))
    .where((eb) => eb(eb.refTuple('rev', 'place'), '<=', eb.tuple(toRev, toPlace)))
    .orderBy('rev')
    .orderBy('place')
    .limit(1)
    .executeTakeFirst()
  return event ?? null
}

/** Whose lanes they are, and up to where these were told: what is written holds only while both are so. */
export interface Held {
  holder: string
  position: Pick<WebhookRow, 'rev' | 'place'>
}

/**
 * Moves a lane, or counts what failed. One that another process has moved or has now, or that was removed, stays as it is.
 */
export async function changeLane(
  db: Kysely<Database>,
  read: Lane,
  to: Partial<Lane>,
  holder: string,
): Promise<void> {
  await db
    .updateTable('webhookLanes')
    .set(to)
    .where((eb) => isAsRead(eb, read))
    .where((eb) => eb.exists(webhookHeldBy(eb, read, holder)))
    .execute()
}

/** Removes a lane that has come to its end: not where another process has it now, or has handed more to it. */
export async function endLane(
  db: Kysely<Database>,
  read: Lane,
  { holder, position: { rev, place } }: Held,
): Promise<void> {
  await db
    .deleteFrom('webhookLanes')
    .where((eb) => isAsRead(eb, read))
    .where((eb) => {
      const held = webhookHeldBy(eb, read, holder)
      return eb.exists(held.where('webhooks.rev', '=', rev).where('webhooks.place', '=', place))
    })
    .execute()
}

type Lanes = ExpressionBuilder<Database, 'webhookLanes'>

function isAsRead(eb: Lanes, { webhookId, conversationId, rev, place }: Lane) {
  return eb.and({ webhookId, conversationId, rev, place })
}

/** A process that was paused for longer than its lease goes on as if it still had that. */
function webhookHeldBy(eb: Lanes, { webhookId }: Lane, holder: string) {
  return eb
    .selectFrom('webhooks')
    .select('webhooks.id')
    .where('webhooks.id', '=', webhookId)
    .where('webhooks.leaseHolder', '=', holder)
}

/** Everything that is held up is tried at once, as if for the first time; of one conversation, or of all. */
export async function resume(
  db: Kysely<Database>,
  webhookId: string,
  now: number,
  conversationId?: string,
): Promise<void> {
  let query = db
    .updateTable('webhookLanes')
    .set({ attempts: 0, dueAt: now, parkedAt: null })
    .where('webhookId', '=', webhookId)
  if (conversationId !== undefined) query = query.where('conversationId', '=', conversationId)
  await query.execute()
}
