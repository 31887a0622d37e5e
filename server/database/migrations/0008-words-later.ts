import { sql, SqliteAdapter, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * SQLite's index of words follows the messages (see `indexWords`) instead of being written with each, which made
 * storing one half as costly again. PostgreSQL gathers what is new in its index by itself.
 */
export const wordsLater: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return
    await sql`
      create table "messageWordsUpTo" ("teamId" text not null primary key, "rev" bigint not null)
    `.execute(db)
    await sql`insert into "messageWordsUpTo" select "id", "rev" from "teams"`.execute(db)
    await sql`drop trigger "messages_words"`.execute(db)
  },
}
