import type { Webhook } from '@baton/protocol/webhook.ts'
import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { WebhookTable } from '../../database/webhook-tables.ts'
import { Refused } from '../../ground/refused.ts'

export type WebhookRow = Selectable<WebhookTable>

/** The integration's webhook; null when it has none. */
export async function webhookOf(
  db: Kysely<Database>,
  teamId: string,
  integrationId: string,
): Promise<WebhookRow | null> {
  const row = await db
    .selectFrom('webhooks')
    .selectAll()
    .where('teamId', '=', teamId)
    .where('integrationId', '=', integrationId)
    .executeTakeFirst()
  return row ?? null
}

/** The integration's webhook. Throws `not-found` when it has none. */
export async function findWebhook(
  db: Kysely<Database>,
  teamId: string,
  integrationId: string,
): Promise<WebhookRow> {
  const row = await webhookOf(db, teamId, integrationId)
  if (!row) throw new Refused('not-found')
  return row
}

/** The team's webhooks as admins see them, by their integrations. */
export async function webhooksOf(
  db: Kysely<Database>,
  teamId: string,
): Promise<ReadonlyMap<string, Webhook>> {
  const rows = await db.selectFrom('webhooks').selectAll().where('teamId', '=', teamId).execute()
  const shown = await Promise.all(rows.map((row) => toWebhook(db, row)))
  return new Map(shown.map((one, place) => [rows[place]?.integrationId ?? '', one]))
}

/** A stored webhook as admins see it. */
export async function toWebhook(db: Kysely<Database>, row: WebhookRow): Promise<Webhook> {
  const { url, format, createdAt: madeAt, lastDeliveredAt, parkedAt } = row
  const lanes = db.selectFrom('webhookLanes').where('webhookId', '=', row.id)
  const { heldUp, parked } = await lanes
    .where((eb) => eb.or([eb('attempts', '>', 0), eb('parkedAt', 'is not', null)]))
    .select((eb) => [
      eb.fn.countAll<number | string>().as('heldUp'),
      eb.fn.count<number | string>('parkedAt').as('parked'),
    ])
    .executeTakeFirstOrThrow()
  const isParked = parkedAt !== null || Number(parked) > 0
  const state = isParked ? 'parked' : Number(heldUp) > 0 ? 'failing' : 'working'
  return { url, format, madeAt, state, heldUp: Number(heldUp), lastDeliveredAt }
}
