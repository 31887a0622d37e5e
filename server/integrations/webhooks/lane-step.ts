import type { Delivery } from '@baton/protocol/webhook.ts'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../../database/schema.ts'
import type { Clock, Ids } from '../../ground/clock.ts'
import type { Sealing } from '../../ground/sealing.ts'
import type { Outgoing } from '../../outgoing/outgoing.ts'
import { bodyFor } from './body-for.ts'
import { forgetMore, TEST_TYPE, type DeliveryRow } from './delivery-log.ts'
import { changeLane, endLane, nextEvent, resume, type Lane, type LaneEvent } from './lanes.ts'
import { isDelivered, postEvent, type Posted } from './post-event.ts'
import type { WebhookRow } from './webhook-row.ts'

/** What deliveries are made with. */
export interface DeliveryDeps {
  db: Kysely<Database>
  clock: Clock
  ids: Ids
  outgoing: Outgoing
  sealing: Sealing
}

/** Waits before an event is tried again, in ms. After the last it is tried no more. */
const RETRY_MS = [5_000, 30_000, 300_000, 3_600_000, 21_600_000]
/** A wait is up to so much longer, so that what failed together does not come back together. */
const JITTER = 0.2
/** The address is there no more, and will not be: the receiver wants no more of it. */
const GONE = 410
/** After so many ms it is seen again what is to become of an event. */
const LOOK_AGAIN_MS = 1_000
/** So often, of the deliveries that are logged, the log is cut to its length. */
const CUT_EVERY = 100

/** What goes on while a lane is stepped through. */
interface Around {
  /** The process that has the webhook. */
  holder: string
  /** The webhook's position may move meanwhile: reading it and ending a lane come one after the other. */
  atPosition: (work: (at: Pick<WebhookRow, 'rev' | 'place'>) => Promise<void>) => Promise<void>
  signal: AbortSignal
}

const told = v.object({ type: v.string() })

/**
 * Delivers the next event of a lane, once. Rejects with the signal's reason when that aborts: then nothing has changed, and
 * the event is sent again.
 */
export async function stepLane(
  deps: DeliveryDeps,
  webhook: WebhookRow,
  lane: Lane,
  around: Around,
): Promise<void> {
  const { db, ids, clock } = deps
  const event = await nextEvent(db, lane, webhook)
  if (!event) {
    await moveOn(deps, webhook, { read: lane, to: lane }, around)
    return
  }
  const body = await bodyFor(db, webhook, event.body, clock())
  if (body.kind === 'not-yet') {
    await changeLane(db, lane, { dueAt: clock() + LOOK_AGAIN_MS }, around.holder)
    return
  }
  if (body.kind === 'nothing') {
    await moveOn(deps, webhook, { read: lane, to: after(lane, event, clock()) }, around)
    return
  }
  const posted = await postEvent(deps, webhook, { id: event.id, body: body.text }, around.signal)
  const { type } = v.parse(told, JSON.parse(event.body))
  const attempt = lane.attempts + 1
  const made = { eventId: event.id, type, conversationId: lane.conversationId, attempt }
  const outcome = await outcomeOf(db, event, posted)
  await log(deps, webhook, { id: ids.next(), ...made, cause: 'event', ...outcome })
  if (isDelivered(posted)) {
    await noteDelivered(db, webhook, clock())
    await moveOn(deps, webhook, { read: lane, to: after(lane, event, clock()) }, around)
    return
  }
  if (posted.status === GONE) await park(db, webhook, clock())
  await changeLane(db, lane, afterFailure(event, attempt, posted), around.holder)
}

/** A lane as it is once this event is delivered. */
function after(lane: Lane, { rev, place }: LaneEvent, now: number): Lane {
  return { ...lane, rev, place: place + 1, attempts: 0, dueAt: now }
}

/** A lane goes on with its next event, or ends where it has none. */
async function moveOn(
  { db }: DeliveryDeps,
  webhook: WebhookRow,
  { read, to }: { read: Lane; to: Lane },
  { holder, atPosition }: Around,
): Promise<void> {
  await atPosition(async (position) => {
    const next = await nextEvent(db, to, { ...webhook, ...position })
    await (next ? changeLane(db, read, to, holder) : endLane(db, read, { holder, position }))
  })
}

function afterFailure(
  { rev, place }: LaneEvent,
  attempts: number,
  { at, tookMs, retryAfterMs }: Posted,
): Partial<Lane> {
  const now = at + tookMs
  const wait = RETRY_MS[attempts - 1]
  if (wait === undefined) return { rev, place, attempts, parkedAt: now }
  const jittered = wait * (1 + JITTER * Math.random())
  const dueAt = Math.round(now + Math.max(jittered, retryAfterMs ?? 0))
  return { rev, place, attempts, dueAt }
}

async function park(db: Kysely<Database>, { id }: WebhookRow, now: number): Promise<void> {
  await db.updateTable('webhooks').set({ parkedAt: now }).where('id', '=', id).execute()
}

async function noteDelivered(db: Kysely<Database>, { id }: WebhookRow, now: number): Promise<void> {
  await db.updateTable('webhooks').set({ lastDeliveredAt: now }).where('id', '=', id).execute()
}

/** Sends what an admin has asked for, once. If it arrives, everything that is held up is tried again at once. */
export async function sendQueued(
  deps: DeliveryDeps,
  webhook: WebhookRow,
  queued: DeliveryRow,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock } = deps
  const { event, body } = await toSend(db, webhook, queued, clock())
  if (body === null) {
    await db.deleteFrom('webhookDeliveries').where('id', '=', queued.id).execute()
    return
  }
  const posted = await postEvent(deps, webhook, { id: queued.eventId, body }, signal)
  await db
    .updateTable('webhookDeliveries')
    .set(await outcomeOf(db, event, posted))
    .where('id', '=', queued.id)
    .execute()
  if (!isDelivered(posted)) return
  await noteDelivered(db, webhook, clock())
  await db.updateTable('webhooks').set({ parkedAt: null }).where('id', '=', webhook.id).execute()
  await resume(db, webhook.id, clock())
}

/** The event, null for a test; and what is sent, null when the event is kept no more. */
async function toSend(
  db: Kysely<Database>,
  webhook: WebhookRow,
  queued: DeliveryRow,
  now: number,
): Promise<{ event: Told | null; body: string | null }> {
  const { cause, eventId: id, at } = queued
  if (cause === 'test') {
    const nowhere = { conversation_id: null, ref: null, caused_by: null }
    return { event: null, body: JSON.stringify({ id, at, ...nowhere, type: TEST_TYPE }) }
  }
  const event = await db
    .selectFrom('integrationEvents')
    .select(['id', 'body'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!event) return { event: null, body: null }
  const body = await bodyFor(db, webhook, event.body, now)
  return { event, body: body.kind === 'body' ? body.text : null }
}

type Told = Pick<LaneEvent, 'id' | 'body'>

type Outcome = Pick<DeliveryRow, 'state' | 'at' | 'status' | 'trouble' | 'tookMs' | 'answer'>

/** Answers often repeat what was told: of an event that was erased meanwhile none is kept. */
async function outcomeOf(
  db: Kysely<Database>,
  event: Told | null,
  posted: Posted,
): Promise<Outcome> {
  const { at, status, trouble, tookMs } = posted
  const answer = event === null || (await isAsTold(db, event)) ? posted.answer : ''
  const state: Delivery['state'] = isDelivered(posted) ? 'delivered' : 'failed'
  return { state, at, status, trouble, tookMs, answer }
}

async function isAsTold(db: Kysely<Database>, { id, body }: Told): Promise<boolean> {
  const kept = await db
    .selectFrom('integrationEvents')
    .select('id')
    .where('id', '=', id)
    .where('body', '=', body)
    .executeTakeFirst()
  return kept !== undefined
}

/** Of a webhook that was removed meanwhile nothing is kept. */
async function log(
  { db }: DeliveryDeps,
  { id: webhookId, teamId }: WebhookRow,
  row: Omit<DeliveryRow, 'teamId' | 'webhookId'>,
): Promise<void> {
  const stillThere = await db
    .selectFrom('webhooks')
    .select('id')
    .where('id', '=', webhookId)
    .executeTakeFirst()
  if (!stillThere) return
  await db
    .insertInto('webhookDeliveries')
    .values({ ...row, teamId, webhookId })
    .execute()
  if (row.at % CUT_EVERY === 0) await forgetMore(db, webhookId)
}
