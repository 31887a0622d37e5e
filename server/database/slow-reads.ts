import type { CompiledQuery } from 'kysely'
import { inTime } from '../ground/in-time.ts'
import { createTurnstile, type Asker } from './turnstile.ts'

/** Queries that run at once, over all teams: on PostgreSQL so many of the pool's connections at most. */
export const PLACES = 2
/** Milliseconds that a query may take, its wait for a place included: nobody waits longer for what may be nothing. */
export const PATIENCE_MS = 2_000

/** One engine's way of reading without holding up whoever else works with the database. */
export interface SlowReader {
  /** The rows of a query. At most `PLACES` are asked for at once. */
  read<Row>(query: CompiledQuery<Row>): Promise<Row[]>
  end(): Promise<void>
}

/**
 * Reads that people may make as long as they like: searches. They run beside the server's own work, never in front
 * of it, and by turns (see `Turnstile`). Other queries have no need of this, and must not use it: they would queue.
 */
export interface SlowReads {
  /**
   * The rows of a query that `asker` asks for. Throws `Refused` `overloaded` when they were not found in time, or
   * when the same asker has asked anew meanwhile; it never answers a part as if it were all.
   */
  read<Row>(asker: Asker, query: CompiledQuery<Row>): Promise<Row[]>
  end(): Promise<void>
}

export function createSlowReads(reader: SlowReader, patienceMs = PATIENCE_MS): SlowReads {
  const turnstile = createTurnstile(PLACES)
  return {
    read: (asker, query) => {
      const late = new AbortController()
      // A query that is given up keeps its place until it ends: SQLite cannot be interrupted.
      const found = turnstile.run(asker, late.signal, () => reader.read(query))
      return inTime(found, patienceMs, () => late.abort())
    },
    end: () => reader.end(),
  }
}
