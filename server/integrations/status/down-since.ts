import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../../database/schema.ts'
import type { IntegrationRow } from '../read-integrations.ts'
import { webhookOf, type WebhookRow } from '../webhooks/webhook-row.ts'

/** How long what waits to be told may wait, in ms. */
export const TOLD_WITHIN_MS = 60_000
/** The last fetch is noted once a minute: whoever has fetched within the minute has one that is no older. */
const FETCH_NOTED_WITHIN_MS = 2 * 60_000
/** Of what an integration was to be told so many are looked at, the newest. */
const LOOKED_AT = 20

const caused = v.object({ caused_by: v.nullable(v.unknown()) })

/** Times in ms since 1970. */
interface Span {
  after: number
  before: number
}

/** Of an integration that is down: since when something waits to be told, and when it last took something. */
export interface Down {
  since: number
  heardAt: number
}

/**
 * How an integration is down: it has taken nothing for a minute, and what has happened since waits to be told; null when
 * it takes what it is told, or nothing waits, or it has never begun to listen. Trials do not count.
 */
export async function downOf(
  db: Kysely<Database>,
  integration: Pick<IntegrationRow, 'id' | 'teamId' | 'fetchedAt'>,
  now: number,
): Promise<Down | null> {
  const webhook = await webhookOf(db, integration.teamId, integration.id)
  return webhook ? notDelivered(db, webhook, now) : notFetched(db, integration, now)
}

/** Nothing was delivered for a minute, and what has happened since then could not be. */
async function notDelivered(
  db: Kysely<Database>,
  webhook: WebhookRow,
  now: number,
): Promise<Down | null> {
  const before = now - TOLD_WITHIN_MS
  const heardAt = webhook.lastDeliveredAt ?? 0
  if (heardAt > before) return null
  // Nothing more is handed out to a parked one.
  const isParked = webhook.parkedAt !== null
  const oldest = isParked
    ? await oldestOf(db, webhook.integrationId, { after: heardAt, before })
    : await oldestHeldUp(db, webhook, { after: heardAt, before })
  return oldest === null ? null : { since: oldest, heardAt }
}

/** When the oldest event in this time happened, in ms since 1970; null without one. Trials do not count. */
async function oldestOf(
  db: Kysely<Database>,
  integrationId: string,
  { after, before }: Span,
): Promise<number | null> {
  const oldest = await db
    .selectFrom('integrationEvents')
    .select('at')
    .where('integrationId', '=', integrationId)
    .where('isTest', '=', 0)
    .where('at', '>', after)
    .where('at', '<=', before)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return oldest?.at ?? null
}

/** The same of events that could not be delivered. */
async function oldestHeldUp(
  db: Kysely<Database>,
  webhook: WebhookRow,
  { after, before }: Span,
): Promise<number | null> {
  const oldest = await db
    .selectFrom('webhookLanes as lane')
    .innerJoin('integrationEvents as event', (on) =>
      on
        .onRef('event.conversationId', '=', 'lane.conversationId')
        .onRef('event.rev', '=', 'lane.rev')
        .onRef('event.place', '=', 'lane.place'),
    )
    .select('event.at')
    .where('lane.webhookId', '=', webhook.id)
    .where('event.integrationId', '=', webhook.integrationId)
    .where('event.isTest', '=', 0)
    .where((eb) => eb.or([eb('lane.attempts', '>', 0), eb('lane.parkedAt', 'is not', null)]))
    // What was refused before another was taken is that one's own trouble.
    .where('event.at', '>', after)
    .where('event.at', '<=', before)
    .orderBy('event.at')
    .limit(1)
    .executeTakeFirst()
  return oldest?.at ?? null
}

/** It has fetched nothing for a minute, though something has happened that it did not do itself. */
async function notFetched(
  db: Kysely<Database>,
  { id, fetchedAt }: Pick<IntegrationRow, 'id' | 'fetchedAt'>,
  now: number,
): Promise<Down | null> {
  if (fetchedAt === null || fetchedAt > now - FETCH_NOTED_WITHIN_MS) return null
  const newest = await db
    .selectFrom('integrationEvents')
    .select(['at', 'body'])
    .where('integrationId', '=', id)
    .where('isTest', '=', 0)
    .orderBy('rev', 'desc')
    .orderBy('place', 'desc')
    .limit(LOOKED_AT)
    .execute()
  const oldest = newest.findLast(
    ({ at, body }) =>
      at > fetchedAt &&
      at <= now - TOLD_WITHIN_MS &&
      v.parse(caused, JSON.parse(body)).caused_by === null,
  )
  return oldest ? { since: oldest.at, heardAt: fetchedAt } : null
}
