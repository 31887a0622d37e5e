import type { Clock } from '../ground/clock.ts'
import { databaseTrouble, type DatabaseTrouble } from '../database/database-trouble.ts'

/** What of a logger is used here. */
export interface FaultLogger {
  error(fields: object, sentence: string): void
}

/** The same trouble is said once in this time, in ms: every request meets it. */
const ONCE_IN_MS = 60_000

const SENTENCES: Record<DatabaseTrouble, string> = {
  'cannot-store':
    'the database cannot store: its disk is full or broken, or it may only be read. Make room, or see the error',
  overloaded: 'the database is busy or out of reach',
}

/** Takes an error, and what it happened to: a request, unless said otherwise. */
export type FaultLog = (error: unknown, what?: string) => void

/**
 * Logs what is the server's own fault. Trouble of the database itself is said once a minute, with how often it was
 * met since, so that the line that tells an operator what to do is not buried under its own copies.
 */
export function faultLog(logger: FaultLogger, clock: Clock): FaultLog {
  const said = new Map<DatabaseTrouble, { at: number; unsaid: number }>()
  return (error, what = 'a request') => {
    const trouble = databaseTrouble(error)
    if (trouble === null) {
      logger.error({ err: error }, `${what} failed`)
      return
    }
    const last = said.get(trouble)
    const now = clock()
    if (last && now >= last.at && now - last.at < ONCE_IN_MS) {
      last.unsaid += 1
      return
    }
    said.set(trouble, { at: now, unsaid: 0 })
    logger.error({ err: error, since: last?.unsaid ?? 0 }, SENTENCES[trouble])
  }
}
