import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who did what, found by time, by what was done, by who and from where, and by what it was done to. */
export const audit: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('audit')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('byKind', 'text', (c) => c.notNull())
      .addColumn('byId', 'text')
      .addColumn('sessionId', 'text')
      .addColumn('address', 'text')
      .addColumn('what', 'text', (c) => c.notNull())
      .addColumn('stage', 'text', (c) => c.notNull())
      .addColumn('subjectKind', 'text', (c) => c.notNull())
      .addColumn('subjectId', 'text')
      .addColumn('details', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('audit_place').on('audit').columns(['teamId', 'at', 'id']).execute()
    await db.schema
      .createIndex('audit_by')
      .on('audit')
      .columns(['teamId', 'byId', 'at'])
      .where(sql.ref('byId'), 'is not', null)
      .execute()
    await db.schema
      .createIndex('audit_subject')
      .on('audit')
      .columns(['teamId', 'subjectId', 'at'])
      .execute()
    await db.schema
      .createIndex('audit_what')
      .on('audit')
      .columns(['teamId', 'what', 'at', 'id'])
      .execute()
    for (const column of ['sessionId', 'address']) {
      await db.schema
        .createIndex(`audit_${column}`)
        .on('audit')
        .columns(['teamId', column, 'at'])
        .where(sql.ref(column), 'is not', null)
        .execute()
    }
  },
}
