import { sql, SqliteAdapter, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What searches read by, and what the AI's answers are counted by. */
export const searchAndBudgets: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await wordPrefixes.up(db)
    await turnBudgets(db)
  },
}

/** Answers of the AI by whom they were asked for: a restart forgets none of it, and several servers share it. */
async function turnBudgets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('turnUses')
    .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
    .addColumn('asker', 'text', (c) => c.notNull())
    .addColumn('minute', 'bigint', (c) => c.notNull())
    .addColumn('minuteTurns', 'bigint', (c) => c.notNull())
    .addColumn('day', 'bigint', (c) => c.notNull())
    .addColumn('dayTurns', 'bigint', (c) => c.notNull())
    .addColumn('dayLetters', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('turnUses_pk', ['teamId', 'asker'])
    .execute()
  await db.schema.alterTable('conversations').addColumn('owedFrom', 'text').execute()
}

/**
 * SQLite's index of words also keeps the first letter and the first two letters of each word: a search for "a b" reads
 * two lists, where it had to join those of every word that begins so. The index is filled again beside the server's
 * work (see `indexWords`): a large database would start minutes later otherwise.
 */
export const wordPrefixes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return
    await sql`insert into "messageWords" ("messageWords") values ('delete-all')`.execute(db)
    // SQLite leaves "messageWords_content" behind, empty, and protects it: hence another name.
    await sql`drop table "messageWords"`.execute(db)
    await sql`
      create virtual table "wordsOfMessages" using fts5(
        "words", "team", "messageId" unindexed,
        content = '', contentless_unindexed = 1, tokenize = "unicode61 remove_diacritics 2",
        prefix = '1 2'
      )`.execute(db)
    // Parts of the index are joined in small steps, by `indexWords`, and never in the middle of a write.
    for (const [setting, value] of [['automerge', 0] as const, ['crisismerge', 1_000] as const]) {
      await sql`
        insert into "wordsOfMessages" ("wordsOfMessages", "rank") values (${setting}, ${sql.lit(value)})
      `.execute(db)
    }
    await sql`
      create table "wordsUpTo" ("teamId" text not null primary key, "rev" bigint not null)
    `.execute(db)
    await sql`drop table "messageWordsUpTo"`.execute(db)
  },
}
