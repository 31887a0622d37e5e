import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Messages of customers whose answer a channel waits for in the response. */
export const chatAsks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('chatAsks')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('conversationId', 'text', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('waitsUntil', 'bigint', (c) => c.notNull())
      .addColumn('answerId', 'text')
      .addColumn('isGiven', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('chatAsks_key', ['conversationId', 'seq'])
      .execute()
    await db.schema.createIndex('chatAsks_age').on('chatAsks').column('at').execute()
  },
}
