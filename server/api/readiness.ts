import type { Kysely } from 'kysely'
import type { Clock } from '../ground/clock.ts'
import { canWrite } from '../database/can-write.ts'
import type { DatabaseTrouble } from '../database/database-trouble.ts'
import type { Lease } from '../database/lease.ts'
import type { Database } from '../database/schema.ts'

/** Whether the server can do its work; if not, the reason in a sentence. */
export type Readiness = { ready: true } | { ready: false; why: string }

/** How long one result is used, in ms. Anybody may ask, and the database is asked no more often than this. */
const HOLDS_MS = 1_000
/** How long a caller waits at most, in ms. */
const PATIENCE_MS = 3_000

const WHY: Record<DatabaseTrouble, string> = {
  'cannot-store': 'The database cannot store: its disk is full or broken, or it may only be read.',
  overloaded: 'The database is busy or out of reach.',
}
const SILENT: Readiness = {
  ready: false,
  why: `The database has said nothing for ${PATIENCE_MS} ms.`,
}

/**
 * Tests readiness with a write, since a full disk can still be read. Callers within the same second share one test.
 */
export function createReadiness(deps: {
  db: Kysely<Database>
  lease: Lease
  clock: Clock
}): () => Promise<Readiness> {
  let last: { at: number; found: Promise<Readiness> } | null = null
  const look = async (): Promise<Readiness> => {
    const problem = deps.lease.problem()
    if (problem) return { ready: false, why: problem.why }
    const refused = await canWrite(deps.db, deps.clock())
    return refused ? { ready: false, why: WHY[refused.trouble] } : { ready: true }
  }
  return () => {
    const now = deps.clock()
    if (last === null || now < last.at || now - last.at >= HOLDS_MS) {
      last = { at: now, found: inPatience(look()) }
    }
    return last.found
  }
}

async function inPatience(found: Promise<Readiness>): Promise<Readiness> {
  const late = Promise.withResolvers<Readiness>()
  const timer = setTimeout(() => late.resolve(SILENT), PATIENCE_MS)
  return Promise.race([found, late.promise]).finally(() => clearTimeout(timer))
}
