import type { TeamSettings } from '@baton/protocol/team-settings.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { toSettings } from './team-row.ts'

/** What a team has set. */
export async function settingsOf(db: Kysely<Database>, teamId: string): Promise<TeamSettings> {
  const team = await db
    .selectFrom('teams')
    .select('settings')
    .where('id', '=', teamId)
    .executeTakeFirstOrThrow()
  return toSettings(team.settings)
}
