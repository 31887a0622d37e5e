import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Conversations that are carried elsewhere, found by the name that their integration gave them. */
export const mirror: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const column of ['channelId', 'ref', 'botId']) {
      await db.schema.alterTable('conversations').addColumn(column, 'text').execute()
    }
    await db.schema
      .createIndex('conversations_ref')
      .unique()
      .on('conversations')
      .columns(['channelId', 'ref'])
      .where(sql.ref('channelId'), 'is not', null)
      .execute()
    await db.schema
      .createTable('mirroredCustomers')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('integrationId', 'text', (c) => c.notNull().references('integrations.id'))
      .addColumn('externalId', 'text', (c) => c.notNull())
      .addColumn('personId', 'text', (c) => c.notNull().references('people.id'))
      .addPrimaryKeyConstraint('mirroredCustomers_key', ['integrationId', 'externalId'])
      .execute()
    await db.schema
      .createTable('mirroredWrites')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('conversationId', 'text', (c) => c.notNull().references('conversations.id'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('externalId', 'text', (c) => c.notNull())
      .addColumn('fingerprint', 'text', (c) => c.notNull())
      .addColumn('result', 'text', (c) => c.notNull())
      .addColumn('messageId', 'text')
      .addColumn('shown', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('mirroredWrites_key', ['conversationId', 'kind', 'externalId'])
      .execute()
    await db.schema
      .createIndex('mirroredWrites_message')
      .on('mirroredWrites')
      .columns(['messageId'])
      .where(sql.ref('messageId'), 'is not', null)
      .execute()
  },
}
