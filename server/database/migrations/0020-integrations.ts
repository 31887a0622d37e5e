import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Programs outside, and the keys by which they are let in. A key is found by its hash, whichever team it is of. */
export const integrations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('integrations')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('gone', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('integrations_team')
      .on('integrations')
      .columns(['teamId', 'createdAt'])
      .execute()
    await db.schema
      .createTable('integrationKeys')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('integrationId', 'text', (c) => c.notNull().references('integrations.id'))
      .addColumn('hash', 'text', (c) => c.notNull().unique())
      .addColumn('ending', 'text', (c) => c.notNull())
      .addColumn('isTest', 'integer', (c) => c.notNull())
      .addColumn('scopes', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('lastUsedAt', 'bigint')
      .execute()
    await db.schema
      .createIndex('integrationKeys_integration')
      .on('integrationKeys')
      .columns(['teamId', 'integrationId'])
      .execute()
  },
}
