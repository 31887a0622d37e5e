import { sql, SqliteAdapter, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Pages of older conversations, the latest change first; and the words by which customers are found. */
export const olderConversations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createIndex('conversations_older')
      .on('conversations')
      .columns(['teamId', 'state', 'updatedAt', 'id'])
      .execute()
    if (db.getExecutor().adapter instanceof SqliteAdapter) await indexInSqlite(db)
    else await indexInPostgres(db)
  },
}

/**
 * Names change seldom, so the index follows them at once, unlike that of messages. Team and person are words too: a
 * search of one team never looks through what another has, and the words of one person are found without a scan.
 * (Rows of "people" have no lasting number of their own: VACUUM gives them new ones.)
 */
async function indexInSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`
    create virtual table "personWords" using fts5(
      "words", "whose", "personId" unindexed,
      prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
    )`.execute(db)
  const words = (row: 'new' | 'people') =>
    sql.raw(
      `${row}."name" || ' ' || coalesce(${row}."email", ''),
       't' || replace(${row}."teamId", '-', '') || ' p' || replace(${row}."id", '-', ''), ${row}."id"`,
    )
  await sql`
    insert into "personWords" ("words", "whose", "personId")
    select ${words('people')} from "people" where "gone" = 0 order by "lastSeenAt"`.execute(db)
  await sql`
    create trigger "people_words_new" after insert on "people" when new."gone" = 0
    begin
      insert into "personWords" ("words", "whose", "personId") values (${words('new')});
    end`.execute(db)
  await sql`
    create trigger "people_words_changed" after update on "people"
    when old."name" is not new."name" or old."email" is not new."email" or old."gone" is not new."gone"
    begin
      delete from "personWords" where "personWords" match
        'whose : p' || replace(old."id", '-', '');
      insert into "personWords" ("words", "whose", "personId")
        select ${words('new')} where new."gone" = 0;
    end`.execute(db)
}

/**
 * Punctuation becomes spaces first, as in the index of messages. Queries have to use the very same expression.
 * It calls nothing of Baton's own: a backup is restored without the search path by which that would be found.
 */
async function indexInPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function person_words("teamId" text, "name" text, "email" text) returns tsvector
    language sql immutable parallel safe as $$
      select to_tsvector('simple'::regconfig, 't' || replace("teamId", '-', '') || ' ' ||
        translate("name" || ' ' || coalesce("email", ''), '!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~', repeat(' ', 32)))
    $$`.execute(db)
  await sql`
    create index "people_words" on "people" using gin (person_words("teamId", "name", "email"))
    where "gone" = 0`.execute(db)
}
