import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What a team decides for itself, and what it needs to know for it. */
export const team: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('teams').addColumn('settings', 'text').execute()
    await db.schema
      .alterTable('teams')
      .addColumn('settingsRev', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('conversations').addColumn('transfer', 'text').execute()
    await db.schema.alterTable('agents').addColumn('offlineSince', 'bigint').execute()
  },
}
