import { sql, type Kysely } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../../database/schema.ts'
import type { Clock } from '../../ground/clock.ts'
import { isKeyHeld, type IntegrationActor } from '../find-key.ts'
import { ApiRefused } from '../v1/api-error.ts'
import { event, type Event } from '../v1/event-schemas.ts'
import type { EventBell } from './event-bell.ts'
import { noteFetch } from './note-fetch.ts'

const PAGE = 100
/** How often a stream says that it lives, in ms. */
const BEAT_MS = 15_000

/** What events are read with. */
export interface EventDeps {
  db: Kysely<Database>
  bell: EventBell
  clock: Clock
}

/**
 * The events after one, or all that are kept, in their order; waits `waitMs` for one when there is none. Throws
 * `cursor_gone` when there is no such event, and `unauthorized` when the key was revoked meanwhile.
 */
export async function waitForEvents(
  { db, bell, clock }: EventDeps,
  integration: IntegrationActor,
  { after, waitMs, gone }: { after: string | null; waitMs: number; gone: AbortSignal },
): Promise<Event[]> {
  const until = performance.now() + waitMs
  for (;;) {
    const left = Math.max(0, until - performance.now())
    await noteFetch(db, integration, clock())
    // Heard from before it is read, so that nothing falls between.
    const stop = new AbortController()
    const rung = bell.next(integration, left, AbortSignal.any([gone, stop.signal]))
    const events = await readEvents(db, integration, after).catch((error: unknown) => {
      stop.abort()
      throw error
    })
    if (events.length > 0 || left <= 0 || gone.aborted || bell.isStopped) {
      stop.abort()
      return events
    }
    await rung
    if (!(await isKeyHeld(db, integration.keyId, clock()))) throw new ApiRefused('unauthorized')
  }
}

async function readEvents(
  db: Kysely<Database>,
  { integrationId, isTest }: IntegrationActor,
  after: string | null,
): Promise<Event[]> {
  let query = db.selectFrom('integrationEvents').select('body')
  if (isTest) query = query.where('isTest', '=', sql.lit(1))
  if (after !== null) {
    const last = await db
      .selectFrom('integrationEvents')
      .select(['rev', 'place'])
      .where('id', '=', after)
      .where('integrationId', '=', integrationId)
      .executeTakeFirst()
    if (!last) throw new ApiRefused('cursor_gone')
    const { rev, place } = last
    query = query.where((eb) => eb(eb.refTuple('rev', 'place'), '>', eb.tuple(rev, place)))
  }
  const rows = await query
    .where('integrationId', '=', integrationId)
    .orderBy('rev')
    .orderBy('place')
    .limit(PAGE)
    .execute()
  return rows.map(({ body }) => v.parse(event, JSON.parse(body)))
}

/** The same as server-sent events, until the reader is gone, the key is revoked, or the server stops. */
export async function* streamEvents(
  deps: EventDeps,
  integration: IntegrationActor,
  { first, after, gone }: { first: readonly Event[]; after: string | null; gone: AbortSignal },
): AsyncGenerator<string, void> {
  let events = first
  let cursor = after
  yield ':\n\n'
  while (!gone.aborted && !deps.bell.isStopped) {
    yield events.length > 0 ? events.map(toServerSent).join('') : ':\n\n'
    cursor = events.at(-1)?.id ?? cursor
    events = await waitForEvents(deps, integration, { after: cursor, waitMs: BEAT_MS, gone })
  }
}

function toServerSent(one: Event): string {
  return `id: ${one.id}\nevent: ${one.type}\ndata: ${JSON.stringify(one)}\n\n`
}
