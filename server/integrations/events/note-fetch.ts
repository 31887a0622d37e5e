import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { IntegrationActor } from '../find-key.ts'

/** Milliseconds. That an integration fetches is written no more often. */
const NOTED_MS = 60_000

/**
 * Notes that an integration fetches its events, so that it is missed when it no longer does. With a test key it fetches
 * trials only, which nobody waits for. A full disk keeps nobody from asking.
 */
export async function noteFetch(
  db: Kysely<Database>,
  { teamId, integrationId, isTest }: IntegrationActor,
  now: number,
): Promise<void> {
  if (isTest) return
  const row = await db
    .selectFrom('integrations')
    .select('fetchedAt')
    .where('teamId', '=', teamId)
    .where('id', '=', integrationId)
    .executeTakeFirst()
  if (!row || (row.fetchedAt !== null && now - row.fetchedAt < NOTED_MS)) return
  await db
    .updateTable('integrations')
    .set({ fetchedAt: now })
    .where('teamId', '=', teamId)
    .where('id', '=', integrationId)
    .execute()
    .catch(() => undefined)
}
