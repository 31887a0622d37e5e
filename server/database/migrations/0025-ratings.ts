import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What an agent promised at a hand-back, and what a customer said of how they were helped. */
export const ratings: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const column of ['aiPromised', 'rating']) {
      await db.schema.alterTable('conversations').addColumn(column, 'text').execute()
    }
  },
}
