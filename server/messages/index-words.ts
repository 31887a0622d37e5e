import { sql, SqliteAdapter, type Kysely } from 'kysely'
import { setImmediate } from 'node:timers/promises'
import type { Database } from '../database/schema.ts'

/** Messages indexed in one transaction, about: while it lasts nobody else writes. */
const AT_ONCE = 200

/**
 * Brings the index of words up to the newest message of a team, or of all. It follows the messages, since storing
 * words with each would make a message half as costly again; whoever searches calls this first, and so misses none.
 * PostgreSQL's index is never behind.
 */
export async function indexWords(db: Kysely<Database>, teamId?: string): Promise<void> {
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return
  const { rows } = await sql<{ id: string }>`
    select "id" from "teams" left join "messageWordsUpTo" as "done" on "done"."teamId" = "id"
    where "teams"."rev" > coalesce("done"."rev", 0) and "id" = coalesce(${teamId ?? null}, "id")
  `.execute(db)
  for (const { id } of rows) {
    // Nothing of SQLite's waits for the event loop: without a turn of it nobody would be heard until the last is done.
    while (await indexSome(db, id)) await setImmediate()
  }
}

/** Answers whether there may be more. Revisions are indexed whole, so that one number says how far it is. */
function indexSome(db: Kysely<Database>, teamId: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const after = sql`coalesce((select "rev" from "messageWordsUpTo" where "teamId" = ${teamId}), 0)`
    const { rows } = await sql<{ rev: number }>`
      select "rev" from "messages" where "teamId" = ${teamId} and "rev" > ${after}
      order by "rev" limit 1 offset ${AT_ONCE}`.execute(trx)
    const next = rows[0]?.rev
    const upTo = next ?? sql`(select "rev" from "teams" where "id" = ${teamId})`
    await sql`
      insert into "messageWords" ("words", "team", "messageId")
      select "text", 't' || replace("teamId", '-', ''), "id" from "messages"
      where "teamId" = ${teamId} and "rev" > ${after} and "rev" <= ${upTo}
        and "authorKind" <> 'system' order by "rev", "seq"`.execute(trx)
    await sql`
      insert into "messageWordsUpTo" values (${teamId}, ${upTo})
      on conflict ("teamId") do update set "rev" = excluded."rev"`.execute(trx)
    return next !== undefined
  })
}
