import { sql, SqliteAdapter, type Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { takeIndex } from './index-words.ts'
import { personTerm } from './terms.ts'

/** Pages of an index that are joined at once; what is more follows with what is said next. */
const PAGES = 64

/**
 * Takes messages of conversations that integrations carry out of the index of words, each with all texts that it ever
 * had there. Their texts are erased before: whoever indexes them meanwhile is waited for, and nobody finds them after.
 */
export async function forgetMessages(
  db: Kysely<Database>,
  teamId: string,
  messageIds: readonly string[],
): Promise<void> {
  const ids = JSON.stringify(messageIds)
  await db.transaction().execute(async (trx) => {
    await takeIndex(trx, teamId)
    if (!(trx.getExecutor().adapter instanceof SqliteAdapter)) {
      await sql`
        delete from "termsOfMessages"
        where "messageId" in (select json_array_elements_text(${ids}::json))`.execute(trx)
      return
    }
    const these = sql`"messageId" in (select "value" from json_each(${ids}))`
    const { rows } = await sql<{ id: number; messageId: string; words: string }>`
      select "id", "messageId", "words" from "mirroredTerms" where ${these}`.execute(trx)
    for (const { id, messageId, words } of rows) {
      await sql`
        insert into "termsOfMessages" ("termsOfMessages", rowid, "words", "messageId")
        values ('delete', ${id}, ${words}, ${messageId})`.execute(trx)
    }
    await sql`delete from "mirroredTerms" where ${these}`.execute(trx)
  })
}

/** Takes a customer out of the index, and what was deleted of it out of the file. They are erased before. */
export async function forgetPerson(
  db: Kysely<Database>,
  teamId: string,
  personId: string,
): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  await db.transaction().execute(async (trx) => {
    await takeIndex(trx, teamId)
    await (
      isSqlite
        ? sql`delete from "termsOfPeople" where "termsOfPeople" match ${`"${personTerm(personId)}"`}`
        : sql`delete from "termsOfPeople" where "personId" = ${personId}`
    ).execute(trx)
  })
  if (!isSqlite) return
  // What is deleted stays in a part of the index until the parts are joined. Below zero all parts are, from now on.
  for (const index of ['termsOfMessages', 'termsOfPeople']) {
    await sql`
      insert into ${sql.table(index)} (${sql.ref(index)}, "rank") values ('merge', ${sql.lit(-PAGES)})
    `.execute(db)
  }
}
