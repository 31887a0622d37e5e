import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Since when an integration takes nothing of what it is told; null of one that does. */
export const integrationStatus: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('integrations').addColumn('downSince', 'bigint').execute()
  },
}
