import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Files: those that were uploaded, and what each message shows of its own. */
export const attachments: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('attachments')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('uploaderKind', 'text', (c) => c.notNull())
      .addColumn('uploaderId', 'text', (c) => c.notNull())
      .addColumn('saidName', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('size', 'bigint', (c) => c.notNull())
      .addColumn('width', 'bigint')
      .addColumn('height', 'bigint')
      .addColumn('messageId', 'text')
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('attachments_pk', ['teamId', 'id'])
      .execute()
    // What nobody sent is looked for by its age.
    await db.schema
      .createIndex('attachments_unsent')
      .on('attachments')
      .column('at')
      .where(sql.ref('messageId'), 'is', null)
      .execute()
    await db.schema.alterTable('messages').addColumn('attachments', 'text').execute()
  },
}
