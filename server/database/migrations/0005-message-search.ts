import { sql, SqliteAdapter, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * The words of what people said, by each engine's own full-text search. The team is a word among them, so that
 * a search of one team never looks through what another has.
 */
export const messageSearch: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (db.getExecutor().adapter instanceof SqliteAdapter) await indexInSqlite(db)
    else await indexInPostgres(db)
  },
}

/** Only the words are kept, with the id of the message they are of: its text stands in its own row. */
async function indexInSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`
    create virtual table "messageWords" using fts5(
      "words", "team", "messageId" unindexed,
      content = '', contentless_unindexed = 1, tokenize = "unicode61 remove_diacritics 2"
    )`.execute(db)
  await sql`
    insert into "messageWords" ("words", "team", "messageId")
    select "text", 't' || replace("teamId", '-', ''), "id" from "messages"
    where "authorKind" <> 'system' order by "at"`.execute(db)
  await sql`
    create trigger "messages_words" after insert on "messages" when new."authorKind" <> 'system'
    begin
      insert into "messageWords" ("words", "team", "messageId")
      values (new."text", 't' || replace(new."teamId", '-', ''), new."id");
    end`.execute(db)
}

/**
 * Punctuation becomes spaces first: PostgreSQL would take an address, a path or a number with its sign as one
 * word, which nobody finds by its parts. Queries have to use the very same expression.
 */
async function indexInPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function message_words("teamId" text, "text" text) returns tsvector
    language sql immutable parallel safe as $$
      select to_tsvector('simple'::regconfig, 't' || replace("teamId", '-', '') || ' ' ||
        translate("text", '!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~', repeat(' ', 32)))
    $$`.execute(db)
  await sql`
    create index "messages_words" on "messages" using gin (message_words("teamId", "text"))
    where "authorKind" <> 'system'`.execute(db)
}
