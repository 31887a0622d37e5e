import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What is written to find out whether anything can be takes as much room as a long message (see `canWrite`). */
export const writeChecks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('writeChecks').addColumn('filling', 'text').execute()
  },
}
