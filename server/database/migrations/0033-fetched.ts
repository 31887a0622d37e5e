import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** When an integration has fetched events last; null of one that never has. */
export const fetched: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('integrations').addColumn('fetchedAt', 'bigint').execute()
  },
}
