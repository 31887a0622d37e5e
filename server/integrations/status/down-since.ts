import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../../database/schema.ts'
import { webhookOf, type WebhookRow } from '../webhooks/webhook-row.ts'

/** How long what waits to be told may wait, in ms. */
export const TOLD_WITHIN_MS = 60_000
/** The last use of a key is noted once a minute: whoever has asked within the minute has one that is no older. */
const USE_NOTED_WITHIN_MS = 2 * 60_000
/** Of what an integration was to be told so many are looked at, the newest. */
const LOOKED_AT = 20

interface Integration {
  id: string
  teamId: string
}

const caused = v.object({ caused_by: v.nullable(v.unknown()) })

/**
 * Since when an integration has taken nothing though something waits to be told for a minute; null when it takes what it
 * is told, or nothing waits, or nobody has ever begun to listen.
 */
export async function downSince(
  db: Kysely<Database>,
  integration: Integration,
  now: number,
): Promise<number | null> {
  const webhook = await webhookOf(db, integration.teamId, integration.id)
  return webhook ? notDelivered(db, webhook, now) : notFetched(db, integration, now)
}

/** Something could not be delivered for a minute, and nothing was meanwhile. */
async function notDelivered(
  db: Kysely<Database>,
  webhook: WebhookRow,
  now: number,
): Promise<number | null> {
  const before = now - TOLD_WITHIN_MS
  if (webhook.lastDeliveredAt !== null && webhook.lastDeliveredAt > before) return null
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
    .where((eb) => eb.or([eb('lane.attempts', '>', 0), eb('lane.parkedAt', 'is not', null)]))
    .where('event.at', '<=', before)
    .orderBy('event.at')
    .limit(1)
    .executeTakeFirst()
  return oldest?.at ?? null
}

/** Nobody has asked with one of its keys for a minute, though something has happened that it did not do itself. */
async function notFetched(
  db: Kysely<Database>,
  { id, teamId }: Integration,
  now: number,
): Promise<number | null> {
  const { usedAt } = await db
    .selectFrom('integrationKeys')
    .select((eb) => eb.fn.max('lastUsedAt').as('usedAt'))
    .where('teamId', '=', teamId)
    .where('integrationId', '=', id)
    .executeTakeFirstOrThrow()
  if (usedAt === null || usedAt > now - USE_NOTED_WITHIN_MS) return null
  const newest = await db
    .selectFrom('integrationEvents')
    .select(['at', 'body'])
    .where('integrationId', '=', id)
    .orderBy('rev', 'desc')
    .orderBy('place', 'desc')
    .limit(LOOKED_AT)
    .execute()
  const waiting = newest.filter(
    ({ at, body }) =>
      at > usedAt &&
      at <= now - TOLD_WITHIN_MS &&
      v.parse(caused, JSON.parse(body)).caused_by === null,
  )
  return waiting.at(-1)?.at ?? null
}
