import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What limits are kept by: a restart forgets none of it, and several servers share it. */
export const bounds: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('writeChecks')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('signInFailures')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('count', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('sign_in_failures_at').on('signInFailures').column('at').execute()
    await db.schema
      .createTable('signInPlaces')
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('sign_in_places_pk', ['account', 'address'])
      .execute()
    await db.schema
      .createTable('uploads')
      .addColumn('uploaderId', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('uploaderKind', 'text', (c) => c.notNull())
      .addColumn('address', 'text')
      .addColumn('size', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('uploads_pk', ['uploaderId', 'id'])
      .execute()
    await db.schema.createIndex('uploads_team').on('uploads').columns(['teamId', 'at']).execute()
    await db.schema
      .createIndex('uploads_address')
      .on('uploads')
      .columns(['address', 'at'])
      .where(sql.ref('address'), 'is not', null)
      .execute()
    await db.schema.createIndex('uploads_at').on('uploads').column('at').execute()
    await db.schema.alterTable('attachments').addColumn('blanked', 'text').execute()
  },
}
