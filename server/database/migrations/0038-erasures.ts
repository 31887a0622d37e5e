import { sql, SqliteAdapter, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Customers that are being erased, and what finds all that is theirs without looking through what others have: whom an
 * edit is about, and what the index of words was given of a message that an integration carries.
 */
export const erasures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
    await db.schema
      .createTable('erasures')
      .addColumn('personId', 'text', (c) => c.primaryKey().references('people.id'))
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('conversationId', 'text', (c) => c.notNull())
      .execute()
    await db.schema.alterTable('edits').addColumn('personId', 'text').execute()
    await db.schema
      .createIndex('edits_person')
      .on('edits')
      .columns(['personId'])
      .where(sql.ref('personId'), 'is not', null)
      .execute()
    await db.schema
      .createIndex('webhookDeliveries_conversation')
      .on('webhookDeliveries')
      .columns(['conversationId'])
      .execute()
    if (isSqlite) {
      // FTS5 finds no row by its message, and deletes one only by the words that it was given.
      await sql`
        create table "mirroredTerms" (
          "id" integer primary key, "messageId" text not null, "words" text not null
        )`.execute(db)
    }
    await db.schema
      .createIndex(isSqlite ? 'mirroredTerms_message' : 'termsOfMessages_message')
      .on(isSqlite ? 'mirroredTerms' : 'termsOfMessages')
      .columns(['messageId'])
      .execute()
    await completeMirrored(db, isSqlite)
  },
}

/** What is there already of customers of integrations, which no release had. */
async function completeMirrored(db: Kysely<unknown>, isSqlite: boolean): Promise<void> {
  const { rows } = await sql`select 1 from "mirroredCustomers" limit 1`.execute(db)
  if (rows.length === 0) return
  const at = (column: string, ...path: readonly string[]) =>
    isSqlite
      ? sql`${sql.ref(column)} ->> ${sql.lit(`$.${path.join('.')}`)}`
      : sql`${sql.ref(column)}::json #>> ${sql.lit(`{${path.join(',')}}`)}`
  await sql`
    update "integrationEvents" set "conversationId" = ${at('body', 'conversation_id')}
    where "conversationId" is null`.execute(db)
  const person = sql`
    coalesce(${at('result', 'conversation', 'customer', 'id')}, ${at('result', 'customer', 'id')})`
  await sql`
    update "edits" set "personId" = ${person}
    where ${person} in (select "personId" from "mirroredCustomers")`.execute(db)
  if (!isSqlite) return
  // The index is made anew, beside the server's work.
  await sql`insert into "termsOfMessages" ("termsOfMessages") values ('delete-all')`.execute(db)
  await sql`update "wordsUpTo" set "rev" = 0`.execute(db)
}
