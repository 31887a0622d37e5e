import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'

/** So many faces fit beside a greeting. */
const SHOWN_MAX = 4

/** Names of agents of the team who are connected, the available ones first; a few are enough. */
export async function whoIsThere(db: Kysely<Database>, teamId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('agents')
    .select('name')
    .where('teamId', '=', teamId)
    .where('active', '=', 1)
    .where('presence', '<>', 'offline')
    // "available" comes before "away".
    .orderBy('presence')
    .orderBy('id')
    .limit(SHOWN_MAX)
    .execute()
  return rows.map(({ name }) => name)
}
