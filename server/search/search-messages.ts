import { holdsAll, holdsAlmost, mayBeMistaken, searchable } from '@baton/domain/search-text.ts'
import type { FoundMessages, SearchMessages } from '@baton/protocol/search.ts'
import { sql, SqliteAdapter, type CompiledQuery, type Kysely } from 'kysely'
import { PATIENCE_MS, type SlowReads } from '../database/slow-reads.ts'
import type { Database, MessageRow } from '../database/schema.ts'
import { inTime } from '../ground/in-time.ts'
import type { AgentActor } from '../ground/actors.ts'
import { narrowed } from './narrow.ts'
import { indexWords } from './index-words.ts'
import { teamTerm } from './terms.ts'
import { toMessage } from '../conversations/messages/message-row.ts'
import { matchOf, tsqueryOf, wantedOf, wordsOf, type Wanted } from './wanted.ts'

/** Revisions of the team that PostgreSQL looks through one by one before it asks its index. */
const NEWEST = 2_000

/** What searches read from. */
export interface SearchDeps {
  db: Kysely<Database>
  slowReads: SlowReads
}

/**
 * The newest messages of the agent's team that hold all words of a query, each at the beginning of a word, or anywhere
 * where there are no spaces between words; notices aside. Where none does, those that hold them but for a mistake. Throws
 * `Refused` `overloaded` when the database did not find them in time, or the agent searches for something else by now
 * (see `SlowReads`).
 */
export async function searchMessages(
  deps: SearchDeps,
  agent: AgentActor,
  { query, limit }: SearchMessages,
): Promise<FoundMessages> {
  const words = wordsOf(query)
  if (words.length === 0) return { messages: [], more: false }
  // The index may be far behind: after an update, or a large import. What it lacks are the newest messages.
  await inTime(indexWords(deps.db, agent.teamId), PATIENCE_MS)
  const exact = await look(deps, agent, { words, limit, almost: false })
  if (exact.messages.length > 0 || !words.some(mayBeMistaken)) return exact
  return look(deps, agent, { words, limit, almost: true })
}

async function look(
  deps: SearchDeps,
  agent: AgentActor,
  { words, limit, almost }: { words: readonly string[]; limit: number; almost: boolean },
): Promise<FoundMessages> {
  const isSqlite = deps.db.getExecutor().adapter instanceof SqliteAdapter
  const search = isSqlite ? searchSqlite : searchPostgres
  const rows = await search(deps, agent, {
    wanted: wantedOf(words, almost),
    limit: limit + 1,
    almost,
  })
  // A message whose text was changed is in the index with each of its texts.
  const found = [...new Map(rows.map((row) => [row.id, row])).values()]
  found.sort((a, b) => b.at - a.at || b.seq - a.seq)
  const holds = almost ? holdsAlmost : holdsAll
  const messages = found.slice(0, limit).filter(({ text }) => holds(searchable(text), words))
  return { messages: messages.map(toMessage), more: rows.length > limit }
}

/** What an index is asked for. */
interface Asked {
  wanted: Wanted
  limit: number
  almost: boolean
}

/** Reads the index from its newest end, and stops once there is enough. */
function searchSqlite(
  { db, slowReads }: SearchDeps,
  agent: AgentActor,
  { wanted, limit }: Asked,
): Promise<MessageRow[]> {
  const query = sql<MessageRow>`
    select "messages".* from "termsOfMessages"
    join "messages" on "messages"."teamId" = ${agent.teamId} and "messages"."id" = "termsOfMessages"."messageId"
    where "termsOfMessages" match ${matchOf(teamTerm(agent.teamId), wanted)}
    order by "termsOfMessages".rowid desc limit ${limit}`
  return slowReads.read(agent, query.compile(db))
}

/**
 * PostgreSQL's index has no order: of a word that is in every other message it gathers them all. Such a word is in
 * enough of the newest messages, which are therefore looked through first.
 */
async function searchPostgres(
  { db, slowReads }: SearchDeps,
  agent: AgentActor,
  { wanted, limit, almost }: Asked,
): Promise<MessageRow[]> {
  const read = <Row>(query: CompiledQuery<Row>) => slowReads.read(agent, query)
  const there = almost ? await narrowed(db, read, 'termsOfMessages', wanted) : wanted
  if (there.some((terms) => terms.length === 0)) return []
  const newest = await read(postgresQuery(db, agent.teamId, there, limit, true))
  if (newest.length >= limit) return newest
  return read(postgresQuery(db, agent.teamId, there, limit, false))
}

function postgresQuery(
  db: Kysely<Database>,
  teamId: string,
  wanted: Wanted,
  limit: number,
  newestOnly: boolean,
): CompiledQuery<MessageRow> {
  const from = newestOnly
    ? sql`(
        select * from "termsOfMessages" where "teamId" = ${teamId}
          and "rev" > (select "rev" from "teams" where "id" = ${teamId}) - ${sql.lit(NEWEST)}
        offset 0
      ) as "terms"`
    : sql`"termsOfMessages" as "terms"`
  return sql<MessageRow>`
    select "messages".* from (
      select "messageId" from ${from}
      where "words" @@ ${tsqueryOf(teamTerm(teamId), wanted)}::tsquery
      order by "at" desc, "seq" desc limit ${limit}
    ) as "found"
    join "messages" on "messages"."teamId" = ${teamId} and "messages"."id" = "found"."messageId"
  `.compile(db)
}
