import { TOLD_REMOVED_MAX, type ToldIntegration } from '@baton/protocol/integration.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'

/** The team's integrations as its agents are told: all that it has, and the latest of those it has removed. */
export async function toldIntegrations(
  db: Kysely<Database>,
  teamId: string,
): Promise<ToldIntegration[]> {
  const ofTeam = db
    .selectFrom('integrations')
    .select(['id', 'name', 'kind', 'avatar', 'watchOnly', 'givesReceipts', 'downSince', 'gone'])
    .where('teamId', '=', teamId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
  const there = await ofTeam.where('gone', '=', 0).execute()
  const removed = await ofTeam.where('gone', '=', 1).limit(TOLD_REMOVED_MAX).execute()
  return [...there, ...removed].map(({ gone, watchOnly, givesReceipts, ...told }) => ({
    ...told,
    watchOnly: watchOnly === 1,
    givesReceipts: givesReceipts === 1,
    removed: gone === 1,
  }))
}
