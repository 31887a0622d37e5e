import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'

/** How long entries are kept, in ms: 400 days, so that a year can be looked at as a whole. */
export const KEPT_MS = 400 * 24 * 60 * 60 * 1_000

/** Entries deleted in one statement: while it lasts nobody else is served. */
const AT_ONCE = 200

/** Deletes the entries that are older. */
export async function forgetOld(db: Kysely<Database>, now: number): Promise<void> {
  const teams = await db.selectFrom('teams').select('id').execute()
  for (const { id } of teams) {
    // node:sqlite is synchronous. Yield between batches so that other requests are served.
    while (await forgetSome(db, id, now - KEPT_MS)) await setImmediate()
    await setImmediate()
  }
}

/** Answers whether there may be more. */
async function forgetSome(db: Kysely<Database>, teamId: string, before: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('audit')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('audit')
        .select('id')
        .where('teamId', '=', teamId)
        .where('at', '<', before)
        .limit(AT_ONCE),
    )
    .executeTakeFirst()
  return numDeletedRows === BigInt(AT_ONCE)
}
