import type { Kysely } from 'kysely'
import { deleteInSlices } from '../database/delete-in-slices.ts'
import type { Database } from '../database/schema.ts'

/** How long entries are kept, in ms: 400 days, so that a year can be looked at as a whole. */
export const KEPT_MS = 400 * 24 * 60 * 60 * 1_000

/** Deletes the entries that are older. */
export async function forgetOld(db: Kysely<Database>, now: number): Promise<void> {
  const teams = await db.selectFrom('teams').select('id').execute()
  for (const { id } of teams) {
    await deleteInSlices((atMost) =>
      db.deleteFrom('audit').where('id', 'in', (eb) =>
        eb
          .selectFrom('audit')
          .select('id')
          .where('teamId', '=', id)
          .where('at', '<', now - KEPT_MS)
          .limit(atMost),
      ),
    )
  }
}
