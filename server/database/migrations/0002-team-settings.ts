import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What a team decides for itself. */
export const teamSettings: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('teams').addColumn('settings', 'text').execute()
    await db.schema
      .alterTable('teams')
      .addColumn('settingsRev', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}
