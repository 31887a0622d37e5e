import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Templates with files and with what is done along with the text. */
export const templateFiles: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const none = '{"tags":[],"note":"","then":"stay"}'
    await db.schema
      .alterTable('templates')
      .addColumn('attachments', 'text', (c) => c.notNull().defaultTo('[]'))
      .execute()
    await db.schema
      .alterTable('templates')
      .addColumn('actions', 'text', (c) => c.notNull().defaultTo(none))
      .execute()
    await db.schema
      .createTable('templateFiles')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('attachmentId', 'text', (c) => c.notNull())
      .addColumn('templateId', 'text', (c) => c.notNull().references('templates.id'))
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('templateFiles_pk', [
        ...(['teamId', 'attachmentId', 'templateId', 'version'] as const),
      ])
      .execute()
    await db.schema
      .alterTable('attachments')
      .addColumn('inTemplate', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('attachments').addColumn('copyOf', 'text').execute()
    // Those of templates stay: they are not to be found among what nobody sent.
    await db.schema.dropIndex('attachments_unsent').execute()
    await db.schema
      .createIndex('attachments_unsent')
      .on('attachments')
      .column('at')
      .where(sql.ref('messageId'), 'is', null)
      .where(sql.ref('inTemplate'), '=', 0)
      .execute()
  },
}
