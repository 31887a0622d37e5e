import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { databaseTrouble, type DatabaseTrouble } from './database-trouble.ts'
import type { Database } from './schema.ts'

/** Twice what the longest message takes: a few bytes fit into what a page has left, on the fullest disk. */
const FILLING_BYTES = 64 * 1024

/**
 * Whether the database can store at this moment, found out by storing as much as people do: null when it can,
 * otherwise what is wrong. Reading works on a full disk, so nothing less would tell.
 */
export async function canWrite(
  db: Kysely<Database>,
  now: number,
): Promise<{ trouble: DatabaseTrouble; error: unknown } | null> {
  // Random, since PostgreSQL would make it smaller.
  const filling = randomBytes((FILLING_BYTES / 4) * 3).toString('base64')
  try {
    await db
      .insertInto('writeChecks')
      .values({ id: 1, at: now, filling })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ at: now, filling }))
      .execute()
    return null
  } catch (error) {
    return { trouble: databaseTrouble(error) ?? 'cannot-store', error }
  }
}
