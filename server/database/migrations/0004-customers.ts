import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** People behind the customers, tags, where customers write from, and edits that happen once. */
export const customers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('people')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('subject', 'text')
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('email', 'text')
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('editorId', 'text', (c) => c.references('agents.id'))
      .addColumn('editorName', 'text')
      .addColumn('claimedName', 'text')
      .addColumn('claimedEmail', 'text')
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('context', 'text', (c) => c.notNull())
      .addColumn('language', 'text')
      .addColumn('timeZone', 'text')
      .addColumn('firstSeenAt', 'bigint', (c) => c.notNull())
      .addColumn('lastSeenAt', 'bigint', (c) => c.notNull())
      .addColumn('gone', 'integer', (c) => c.notNull())
      .addColumn('rev', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('people_rev').on('people').columns(['teamId', 'rev']).execute()
    // One person a subject; those who are anonymous have none.
    await db.schema
      .createIndex('people_subject')
      .unique()
      .on('people')
      .columns(['teamId', 'subject'])
      .execute()

    for (const column of ['subject', 'claims', 'context'] as const) {
      await db.schema.alterTable('customers').addColumn(column, 'text').execute()
    }
    await db.schema
      .alterTable('customers')
      .addColumn('actsAs', 'text', (c) => c.references('customers.id'))
      .execute()

    await addToConversations(db)

    await db.schema.alterTable('teams').addColumn('identitySecret', 'text').execute()

    await db.schema
      .createTable('edits')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('fingerprint', 'text', (c) => c.notNull())
      .addColumn('result', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('edits_pk', ['teamId', 'id'])
      .execute()
  },
}

/** Until now every conversation had a customer, and so a person, of its own. */
async function addToConversations(db: Kysely<unknown>): Promise<void> {
  for (const column of ['personId', 'formerName', 'page'] as const) {
    await db.schema.alterTable('conversations').addColumn(column, 'text').execute()
  }
  await db.schema
    .alterTable('conversations')
    .addColumn('tags', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
  await sql`
    insert into "people" ("id", "teamId", "name", "email", "version", "note", "context",
      "firstSeenAt", "lastSeenAt", "gone", "rev")
    select "customers"."id", "customers"."teamId", "customers"."name", "customers"."email", 0, '', '{}',
      "customers"."createdAt", "conversations"."updatedAt", 0, "conversations"."rev"
    from "customers" join "conversations" on "conversations"."customerId" = "customers"."id"
  `.execute(db)
  await sql`update "conversations" set "personId" = "customerId"`.execute(db)
  await db.schema
    .createIndex('conversations_person')
    .on('conversations')
    .columns(['personId', 'updatedAt'])
    .execute()
}
