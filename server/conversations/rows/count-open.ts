import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'

/** Counting stops here: above this, each conversation brings only its newest message anyway. */
const OPEN_MAX = 50_000

/** How long a count is reused, in ms. It only decides how many messages come along, and every page needs it. */
const GOOD_FOR_MS = 2_000

interface Counted {
  count: Promise<number>
  /** By `performance.now()`. */
  at: number
}

const counted = new WeakMap<Kysely<Database>, Map<string, Counted>>()

/** The number of a team's open conversations, up to the maximum; at most two seconds old. */
export function countOpen(db: Kysely<Database>, teamId: string): Promise<number> {
  const teams = counted.get(db) ?? new Map<string, Counted>()
  counted.set(db, teams)
  const known = teams.get(teamId)
  const at = performance.now()
  if (known && at - known.at < GOOD_FOR_MS) return known.count
  const count = countNow(db, teamId)
  teams.set(teamId, { count, at })
  // A failed count is not reused.
  count.catch(() => teams.delete(teamId))
  return count
}

async function countNow(db: Kysely<Database>, teamId: string): Promise<number> {
  const { count } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('conversations')
        .select('rev')
        .where('teamId', '=', teamId)
        .where('state', '<>', 'resolved')
        .limit(OPEN_MAX)
        .as('open'),
    )
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
