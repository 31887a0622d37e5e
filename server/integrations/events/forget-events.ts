import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'

/** How long events are kept, in ms. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000
/** Events deleted in one statement. */
const AT_ONCE = 1_000

/** Deletes the events that are older. */
export async function forgetEvents(db: Kysely<Database>, now: number): Promise<void> {
  for (;;) {
    const { numDeletedRows } = await db
      .deleteFrom('integrationEvents')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('integrationEvents')
          .select('id')
          .where('at', '<', now - KEPT_MS)
          .limit(AT_ONCE),
      )
      .executeTakeFirst()
    if (numDeletedRows < BigInt(AT_ONCE)) return
  }
}
