import { sql, type Kysely } from 'kysely'
import { Refused } from '../ground/refused.ts'
import type { Database } from './schema.ts'
import { PATIENCE_MS, type SlowReader } from './slow-reads.ts'

/** Reads by the pool's connections; PostgreSQL itself ends a query that takes too long. */
export function postgresReader(db: Kysely<Database>): SlowReader {
  return {
    read: (query) => {
      const rows = db
        .transaction()
        .setAccessMode('read only')
        .execute(async (trx) => {
          await sql`set local statement_timeout = ${sql.lit(PATIENCE_MS)}`.execute(trx)
          // Of many words joined by "or" the planner guesses that every row holds one, and reads them all.
          await sql`set local enable_seqscan = off`.execute(trx)
          return (await trx.executeQuery(query)).rows
        })
      return rows.catch((error: unknown) => {
        throw isTimeout(error) ? new Refused('overloaded') : error
      })
    },
    end: () => Promise.resolve(),
  }
}

/** PostgreSQL's `query_canceled`. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014'
}
