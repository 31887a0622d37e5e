import type { Kysely } from 'kysely'
import { deleteInSlices } from '../../database/delete-in-slices.ts'
import type { Database } from '../../database/schema.ts'

/** How long events are kept, in ms. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000

/** Deletes the events that are older. */
export async function forgetEvents(db: Kysely<Database>, now: number): Promise<void> {
  await deleteInSlices((atMost) =>
    db.deleteFrom('integrationEvents').where('id', 'in', (eb) =>
      eb
        .selectFrom('integrationEvents')
        .select('id')
        .where('at', '<', now - KEPT_MS)
        .limit(atMost),
    ),
  )
}
