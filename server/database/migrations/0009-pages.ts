import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const BY_ID = ['agents', 'conversations', 'messages', 'people', 'templates']

/**
 * A page of a pull may end inside a revision, so the indexes that it is read by go on with the id. Read marks are
 * pulled by their agent alone. Open conversations have an index of their own: a first sync reads these and no others.
 */
export const pages: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const table of BY_ID) {
      await db.schema.dropIndex(`${table}_rev`).execute()
      await db.schema
        .createIndex(`${table}_rev`)
        .on(table)
        .columns(['teamId', 'rev', 'id'])
        .execute()
    }
    await db.schema.dropIndex('readMarks_rev').execute()
    await db.schema
      .createIndex('readMarks_rev')
      .on('readMarks')
      .columns(['agentId', 'rev', 'conversationId'])
      .execute()
    await db.schema
      .createIndex('readMarks_conversation')
      .on('readMarks')
      .column('conversationId')
      .execute()
    await db.schema
      .createIndex('conversations_open')
      .on('conversations')
      .columns(['teamId', 'rev', 'id'])
      .where(sql.ref('state'), '<>', sql.lit('resolved'))
      .execute()
  },
}
