import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'

/** More open conversations than this make no difference: each then brings its newest message. */
const OPEN_MAX = 50_000

/** Milliseconds for which a count is good enough: it says how much comes along, and every page asks for it. */
const GOOD_FOR_MS = 2_000

interface Counted {
  count: Promise<number>
  /** By `performance.now()`. */
  at: number
}

const counted = new WeakMap<Kysely<Database>, Map<string, Counted>>()

/** How many conversations of a team are open, as far as it matters; as they were two seconds ago at most. */
export function countOpen(db: Kysely<Database>, teamId: string): Promise<number> {
  const teams = counted.get(db) ?? new Map<string, Counted>()
  counted.set(db, teams)
  const known = teams.get(teamId)
  const at = performance.now()
  if (known && at - known.at < GOOD_FOR_MS) return known.count
  const count = countNow(db, teamId)
  teams.set(teamId, { count, at })
  // One that failed is nobody else's answer.
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
