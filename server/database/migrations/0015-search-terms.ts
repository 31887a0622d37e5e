import { sql, SqliteAdapter, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Both engines' full-text search compares words that the server makes of texts and names (see `termsOf`) instead of
 * making its own, each in its way. The index is filled beside the server's work (see `indexWords`): a large database would
 * start minutes later otherwise.
 */
export const searchTerms: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (db.getExecutor().adapter instanceof SqliteAdapter) await indexInSqlite(db)
    else await indexInPostgres(db)
  },
}

async function indexInSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger "people_words_new"`.execute(db)
  await sql`drop trigger "people_words_changed"`.execute(db)
  await sql`drop table "personWords"`.execute(db)
  await sql`insert into "wordsOfMessages" ("wordsOfMessages") values ('delete-all')`.execute(db)
  // SQLite leaves "wordsOfMessages_content" behind, empty, and protects it: hence another name.
  await sql`drop table "wordsOfMessages"`.execute(db)
  // "ascii": a word ends at a space, and nothing of it is changed.
  await sql`
    create virtual table "termsOfMessages" using fts5(
      "words", "messageId" unindexed,
      content = '', contentless_unindexed = 1, tokenize = "ascii", detail = none, prefix = '1 2'
    )`.execute(db)
  // Parts of the index are joined in small steps, by `indexWords`, and never in the middle of a write.
  for (const [setting, value] of [['automerge', 0] as const, ['crisismerge', 1_000] as const]) {
    await sql`
      insert into "termsOfMessages" ("termsOfMessages", "rank") values (${setting}, ${sql.lit(value)})
    `.execute(db)
  }
  await sql`
    create virtual table "termsOfPeople" using fts5(
      "words", "personId" unindexed, tokenize = "ascii", detail = none, prefix = '2 3'
    )`.execute(db)
  await sql`update "wordsUpTo" set "rev" = 0`.execute(db)
}

async function indexInPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`drop index "messages_words"`.execute(db)
  await sql`drop function message_words`.execute(db)
  await sql`drop index "people_words"`.execute(db)
  await sql`drop function person_words`.execute(db)
  await sql`
    create table "termsOfMessages" (
      "teamId" text not null, "messageId" text not null,
      "rev" bigint not null, "at" bigint not null, "seq" bigint not null, "words" tsvector not null
    )`.execute(db)
  await sql`create index "termsOfMessages_rev" on "termsOfMessages" ("teamId", "rev")`.execute(db)
  await sql`create index "termsOfMessages_words" on "termsOfMessages" using gin ("words") with (fastupdate = off)`.execute(
    db,
  )
  await sql`
    create table "termsOfPeople" ("personId" text not null primary key, "words" tsvector not null)
  `.execute(db)
  await sql`create index "termsOfPeople_words" on "termsOfPeople" using gin ("words") with (fastupdate = off)`.execute(
    db,
  )
  await sql`
    create table "wordsUpTo" ("teamId" text not null primary key, "rev" bigint not null)
  `.execute(db)
}
