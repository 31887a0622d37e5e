import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { WebhookRow } from './webhook-row.ts'

function botsWebhooks(db: Kysely<Database>, teamId: string) {
  return db
    .selectFrom('webhooks')
    .innerJoin('integrations', 'integrations.id', 'webhooks.integrationId')
    .where('webhooks.teamId', '=', teamId)
    .where('integrations.gone', '=', 0)
    .where('integrations.kind', '!=', 'channel')
}

/** The team's bots that can be asked for an answer by their webhook, by name. */
export function answeringBots(
  db: Kysely<Database>,
  teamId: string,
): Promise<{ id: string; name: string }[]> {
  return botsWebhooks(db, teamId)
    .select(['integrations.id', 'integrations.name'])
    .orderBy('integrations.name')
    .orderBy('integrations.id')
    .execute()
}

/** The webhook by which a bot is asked; null where it has none, is none, or was removed. */
export async function webhookOfBot(
  db: Kysely<Database>,
  teamId: string,
  botId: string | null,
): Promise<WebhookRow | null> {
  if (botId === null) return null
  const row = await botsWebhooks(db, teamId)
    .selectAll('webhooks')
    .where('integrations.id', '=', botId)
    .executeTakeFirst()
  return row ?? null
}
