import type { Kysely } from 'kysely'
import type { TeamLog } from '../../changes/team-log.ts'
import type { Database } from '../../database/schema.ts'

/** The indexes of words, as far as they forget. */
export interface WordIndexes {
  /** Takes messages out of the index, whose texts are erased already. Few at a time. */
  forgetMessages: (
    db: Kysely<Database>,
    teamId: string,
    messageIds: readonly string[],
  ) => Promise<void>
  /** Takes a customer out of the index, who is erased already. */
  forgetPerson: (db: Kysely<Database>, teamId: string, personId: string) => Promise<void>
}

/** What customers are erased with. */
export interface ErasingDeps {
  db: Kysely<Database>
  log: TeamLog
  indexes: WordIndexes
}
