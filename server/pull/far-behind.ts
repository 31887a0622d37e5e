import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { countOpen } from '../conversations/rows/count-open.ts'
import type { Span } from '../feature/synced-table.ts'

/** Messages that a copy may always be behind: replaying them takes seconds. */
const NEVER_FAR = 10_000

/** Rows of a first sync for each open conversation: it, its customer, and a few messages. */
const ROWS_EACH = 8

/**
 * Whether a copy would be brought up to date at a higher cost than it can be made anew: more messages were written
 * meanwhile than a first sync has rows. A copy that is being made is not, nor is one that wants everything.
 */
export async function isTooFarBehind(
  db: Kysely<Database>,
  { teamId, after, upTo, horizon }: Span,
): Promise<boolean> {
  if (horizon === 0 || after < horizon || upTo - after <= NEVER_FAR) return false
  const most = Math.max(NEVER_FAR, ROWS_EACH * (await countOpen(db, teamId)))
  if (upTo - after <= most) return false
  const { count } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('messages')
        .select('rev')
        .where('teamId', '=', teamId)
        .where('rev', '>', after)
        .where('rev', '<=', upTo)
        .limit(most + 1)
        .as('missed'),
    )
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count) > most
}
