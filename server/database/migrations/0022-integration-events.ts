import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What integrations are told, read in order, and forgotten by time. */
export const integrationEvents: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('integrationEvents')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('integrationId', 'text', (c) => c.notNull().references('integrations.id'))
      .addColumn('rev', 'bigint', (c) => c.notNull())
      .addColumn('place', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('integrationEvents_order')
      .unique()
      .on('integrationEvents')
      .columns(['integrationId', 'rev', 'place'])
      .execute()
    await db.schema
      .createIndex('integrationEvents_at')
      .on('integrationEvents')
      .columns(['at'])
      .execute()
  },
}
