import { findableName } from '@baton/domain/guest.ts'
import { sql, SqliteAdapter, type Kysely } from 'kysely'
import { setImmediate } from 'node:timers/promises'
import type { Database } from '../database/schema.ts'
import { personTerm, teamTerm, termsOf } from './terms.ts'

/** Messages and letters indexed in one transaction, about: while it lasts nobody else is served. */
const MESSAGES_AT_ONCE = 200
const LETTERS_AT_ONCE = 16_000
/** Revisions looked at for that: whatever PostgreSQL believes to know of the tables, it reads no more. */
const REVISIONS_AT_ONCE = 1_000
/** Pages of 4 KB that one step of tidying writes, about. */
const PAGES_AT_ONCE = 32
/** Steps of tidying for each batch: enough to keep up with it. */
const STEPS_PER_BATCH = 2

/**
 * Brings the index of words up to what was said and who was told of last, of a team or of all. It follows them, since
 * storing words with each message would make it half as costly again; whoever searches calls this first, and so misses
 * none. The words are made here (see `termsOf`), so that both engines find the same.
 */
export async function indexWords(db: Kysely<Database>, teamId?: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select "id" from "teams" left join "wordsUpTo" as "done" on "done"."teamId" = "id"
    where "teams"."rev" > coalesce("done"."rev", 0) and "id" = coalesce(${teamId ?? null}, "id")
  `.execute(db)
  for (const { id } of rows) {
    // node:sqlite is synchronous. Yield between batches so that other requests are served.
    while (await indexSome(db, id)) await mergeSome(db)
    await mergeSome(db)
  }
}

/**
 * Each batch leaves a part of an index, and a search reads all parts. SQLite would join them by itself while it writes,
 * now and then half a second long: it is told not to (see the migration `searchTerms`), and does so here in steps.
 */
async function mergeSome(db: Kysely<Database>): Promise<void> {
  if (!isSqlite(db)) return
  for (let step = 0; step < STEPS_PER_BATCH; step++) {
    await setImmediate()
    await sql`
      insert into "termsOfMessages" ("termsOfMessages", "rank") values ('merge', ${sql.lit(PAGES_AT_ONCE)})
    `.execute(db)
  }
  await setImmediate()
}

/** Answers whether there may be more. Revisions are indexed whole, so that one number says how far it is. */
function indexSome(db: Kysely<Database>, teamId: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const after = await takeIndex(trx, teamId)
    // Read before the rows: whatever has a revision up to this one is there.
    const team = await trx
      .selectFrom('teams')
      .select('rev')
      .where('id', '=', teamId)
      .executeTakeFirstOrThrow()
    const last = Math.min(team.rev, after + REVISIONS_AT_ONCE)
    const upTo = await endOfBatch(trx, teamId, after, last)
    await indexMessages(trx, teamId, after, upTo)
    await indexPeople(trx, teamId, after, upTo)
    await sql`update "wordsUpTo" set "rev" = ${upTo} where "teamId" = ${teamId}`.execute(trx)
    return upTo < team.rev
  })
}

/**
 * Takes a team's part of the indexes for a transaction, and returns the revision up to which it is there. Of several
 * servers that change it at once, each waits here for the one before.
 */
export async function takeIndex(trx: Kysely<Database>, teamId: string): Promise<number> {
  const stood = await sql<{ rev: number }>`
    insert into "wordsUpTo" values (${teamId}, 0)
    on conflict ("teamId") do update set "rev" = "wordsUpTo"."rev" returning "rev"`.execute(trx)
  return stood.rows[0]?.rev ?? 0
}

/** The revision a batch goes up to, whole: `last`, or before that as far as is enough for one. */
async function endOfBatch(
  trx: Kysely<Database>,
  teamId: string,
  after: number,
  last: number,
): Promise<number> {
  const within = sql`"teamId" = ${teamId} and "rev" > ${after} and "rev" <= ${last}`
  const { rows } = await sql<{ rev: number; letters: number }>`
    select "rev", length("text") as "letters" from "messages" where ${within}
    union all select "rev", length("name") as "letters" from "people" where ${within}
    order by "rev" limit ${MESSAGES_AT_ONCE}`.execute(trx)
  let letters = 0
  for (const [n, { rev, letters: more }] of rows.entries()) {
    letters += more
    if (n + 1 >= MESSAGES_AT_ONCE || letters >= LETTERS_AT_ONCE) return rev
  }
  return last
}

async function indexMessages(
  trx: Kysely<Database>,
  teamId: string,
  after: number,
  upTo: number,
): Promise<void> {
  const messages = await trx
    .selectFrom('messages')
    .leftJoin('conversations', 'conversations.id', 'messages.conversationId')
    .select(['messages.id', 'messages.rev', 'messages.at', 'messages.seq', 'messages.text'])
    .select('conversations.channelId')
    .where('messages.teamId', '=', teamId)
    .where('messages.rev', '>', after)
    .where('messages.rev', '<=', upTo)
    .where('messages.authorKind', '<>', 'system')
    .orderBy('messages.rev')
    .orderBy('messages.seq')
    .execute()
  if (messages.length === 0) return
  const team = teamTerm(teamId)
  const told = messages.map(({ id, rev, at, seq, text, channelId }) => [
    ...[written(trx, [team, ...termsOf(text)]), id],
    ...[rev, at, seq, channelId === null ? 0 : 1],
  ])
  const rows = JSON.stringify(told)
  if (isSqlite(trx)) {
    await insertInSqlite(trx, rows)
    return
  }
  await sql`
    insert into "termsOfMessages" ("teamId", "words", "messageId", "rev", "at", "seq")
    select ${teamId}, (t ->> 0)::tsvector, t ->> 1, (t ->> 2)::bigint, (t ->> 3)::bigint, (t ->> 4)::bigint
    from json_array_elements(${rows}::json) as t`.execute(trx)
}

/** Of what an integration carries the words are kept, too: by them it can be taken out again (see `forgetMessages`). */
async function insertInSqlite(trx: Kysely<Database>, rows: string): Promise<void> {
  const last = await sql<{ id: number }>`
    select rowid as "id" from "termsOfMessages" order by rowid desc limit 1`.execute(trx)
  const from = (last.rows[0]?.id ?? 0) + 1
  await sql`
    insert into "termsOfMessages" (rowid, "words", "messageId")
    select ${from} + "key", "value" ->> 0, "value" ->> 1 from json_each(${rows}) order by "key"
  `.execute(trx)
  await sql`
    insert into "mirroredTerms" ("id", "words", "messageId")
    select ${from} + "key", "value" ->> 0, "value" ->> 1 from json_each(${rows}) where "value" ->> 5 = 1
  `.execute(trx)
}

async function indexPeople(
  trx: Kysely<Database>,
  teamId: string,
  after: number,
  upTo: number,
): Promise<void> {
  const people = await trx
    .selectFrom('people')
    .select(['id', 'name', 'email', 'gone'])
    .where('teamId', '=', teamId)
    .where('rev', '>', after)
    .where('rev', '<=', upTo)
    .orderBy('rev')
    .execute()
  const team = teamTerm(teamId)
  for (const { id, name, email, gone } of people) {
    await (
      isSqlite(trx)
        ? sql`delete from "termsOfPeople" where "termsOfPeople" match ${`"${personTerm(id)}"`}`
        : sql`delete from "termsOfPeople" where "personId" = ${id}`
    ).execute(trx)
    if (gone) continue
    const terms = [team, personTerm(id), ...termsOf(`${findableName({ id, name })} ${email ?? ''}`)]
    await (
      isSqlite(trx)
        ? sql`insert into "termsOfPeople" ("words", "personId") values (${written(trx, terms)}, ${id})`
        : sql`insert into "termsOfPeople" ("words", "personId") values (${written(trx, terms)}::tsvector, ${id})`
    ).execute(trx)
  }
}

/** Words as the index of this engine takes them. */
function written(db: Kysely<Database>, terms: readonly string[]): string {
  return isSqlite(db) ? terms.join(' ') : terms.map((term) => `'${term}'`).join(' ')
}

function isSqlite(db: Kysely<Database>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}
