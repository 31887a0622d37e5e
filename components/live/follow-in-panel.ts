import { followQuery } from '../../db/follow-query.ts'
import { databaseFailure, databaseFailureOf } from './database-failure.ts'

/** Milliseconds after which a query that failed is asked again. */
export const AGAIN_MS = 500

/**
 * Milliseconds for which a query fails before the panel says so. A browser that deletes its data, or closes the database
 * for another reason, fails whoever reads at that moment; the next one is answered.
 */
export const LASTS_MS = 4_000

/**
 * Follows a live query of the local database. A failure that lasts is told for the whole panel, until something can be
 * read again. Answers what ends it.
 */
export function followInPanel<T>(query: () => Promise<T>, next: (value: T) => void): () => void {
  let failsSince: number | null = null
  return followQuery({
    query,
    next: (value) => {
      failsSince = null
      databaseFailure.value = null
      next(value)
    },
    failed: (error) => {
      const now = performance.now()
      failsSince ??= now
      if (now - failsSince >= LASTS_MS) databaseFailure.value = databaseFailureOf(error)
    },
    againMs: AGAIN_MS,
    schedule: (ms, task) => {
      const timer = setTimeout(task, ms)
      return () => clearTimeout(timer)
    },
  })
}
