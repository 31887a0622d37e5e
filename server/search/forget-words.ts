import { sql, SqliteAdapter, type Kysely } from 'kysely'
import type { Database, MessageRow } from '../database/schema.ts'
import { personTerm, teamTerm, termsOf } from './terms.ts'

/** Pages of an index that are joined at once; what is more follows with what is said next. */
const PAGES = 64

type Said = Pick<MessageRow, 'id' | 'teamId' | 'text'>

/**
 * Takes a customer, and messages whose texts are about to be erased, out of the indexes of words. It looks through the whole index, which
 * has no order by messages: for what is erased, and not for each edit.
 */
export async function forgetWords(
  db: Kysely<Database>,
  personId: string,
  messages: readonly Said[],
): Promise<void> {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const ids = JSON.stringify([...byId.keys()])
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) {
    await sql`
      delete from "termsOfMessages"
      where "messageId" in (select json_array_elements_text(${ids}::json))`.execute(db)
    await sql`delete from "termsOfPeople" where "personId" = ${personId}`.execute(db)
    return
  }
  const { rows } = await sql<{ rowid: number; messageId: string }>`
    select rowid, "messageId" from "termsOfMessages"
    where "messageId" in (select "value" from json_each(${ids}))`.execute(db)
  for (const { rowid, messageId } of rows) {
    const message = byId.get(messageId)
    if (!message) continue
    // The index keeps no texts: it is told which words it has of this one.
    const words = [teamTerm(message.teamId), ...termsOf(message.text)].join(' ')
    await sql`
      insert into "termsOfMessages" ("termsOfMessages", rowid, "words", "messageId")
      values ('delete', ${rowid}, ${words}, ${messageId})`.execute(db)
  }
  const person = `"${personTerm(personId)}"`
  await sql`delete from "termsOfPeople" where "termsOfPeople" match ${person}`.execute(db)
  // What is deleted stays in a part of the index until the parts are joined. Below zero all parts are, from now on.
  for (const index of ['termsOfMessages', 'termsOfPeople']) {
    await sql`
      insert into ${sql.table(index)} (${sql.ref(index)}, "rank") values ('merge', ${sql.lit(-PAGES)})
    `.execute(db)
  }
}
