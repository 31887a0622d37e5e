import type { Kysely } from 'kysely'
import type { Ids } from '../ground/clock.ts'
import type { Database } from '../database/schema.ts'

/** What the team's site signs with; null while nobody has asked for one. */
export async function readIdentitySecret(
  db: Kysely<Database>,
  teamId: string,
): Promise<string | null> {
  const team = await db
    .selectFrom('teams')
    .select('identitySecret')
    .where('id', '=', teamId)
    .executeTakeFirst()
  return team?.identitySecret ?? null
}

/** The team's secret, made when there is none yet, or anew: then what was signed before counts no more. */
export async function identitySecret(
  deps: { db: Kysely<Database>; ids: Ids },
  teamId: string,
  { rotate = false } = {},
): Promise<string> {
  let update = deps.db
    .updateTable('teams')
    .set({ identitySecret: deps.ids.secret() })
    .where('id', '=', teamId)
  if (!rotate) update = update.where('identitySecret', 'is', null)
  await update.execute()
  const secret = await readIdentitySecret(deps.db, teamId)
  if (secret === null) throw new Error('There is no such team.')
  return secret
}
