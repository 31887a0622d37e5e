import type { FoundMessages, SearchMessages } from '@baton/protocol/search.ts'
import { sql, SqliteAdapter, type Kysely } from 'kysely'
import type { Database, MessageRow } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import type { AgentActor } from '../team/actors.ts'
import { indexWords } from './index-words.ts'
import { toMessage } from './message-row.ts'

/** Most words of a query that are looked for. */
const WORDS_MAX = 8
/** How long the database may look, in ms: nobody waits longer for what may be nothing. */
const PATIENCE_MS = 2_000

/**
 * The newest messages of the agent's team that hold all words of a query, each at the beginning of a word;
 * notices aside. Throws `Refused` `overloaded` when the database did not find them in time.
 */
export async function searchMessages(
  db: Kysely<Database>,
  { teamId }: AgentActor,
  { query, limit }: SearchMessages,
): Promise<FoundMessages> {
  const words = query.match(/[\p{L}\p{M}\p{N}]+/gu)?.slice(0, WORDS_MAX) ?? []
  if (words.length === 0) return { messages: [], more: false }
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const search = isSqlite ? searchSqlite : searchPostgres
  const rows = await search(db, teamId, words, limit + 1)
  rows.sort((a, b) => b.at - a.at || b.seq - a.seq)
  return { messages: rows.slice(0, limit).map(toMessage), more: rows.length > limit }
}

/** Reads the index from its newest end, and stops once there is enough. What is not in it yet comes in first. */
async function searchSqlite(
  db: Kysely<Database>,
  teamId: string,
  words: readonly string[],
  limit: number,
): Promise<MessageRow[]> {
  await indexWords(db, teamId)
  const wanted = words.map((word) => `words : "${word}" *`)
  const match = [`team : "${teamWord(teamId)}"`, ...wanted].join(' AND ')
  const { rows } = await sql<MessageRow>`
    select "messages".* from "messageWords"
    join "messages" on "messages"."teamId" = ${teamId} and "messages"."id" = "messageWords"."messageId"
    where "messageWords" match ${match} order by "messageWords".rowid desc limit ${limit}`.execute(
    db,
  )
  return rows
}

async function searchPostgres(
  db: Kysely<Database>,
  teamId: string,
  words: readonly string[],
  limit: number,
): Promise<MessageRow[]> {
  const wanted = [teamWord(teamId), ...words.map((word) => `'${word}':*`)].join(' & ')
  const read = db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = ${sql.lit(PATIENCE_MS)}`.execute(trx)
    const { rows } = await sql<MessageRow>`
      select * from "messages"
      where message_words("teamId", "text") @@ to_tsquery('simple', ${wanted})
        and "authorKind" <> 'system' and "teamId" = ${teamId}
      order by "at" desc, "seq" desc limit ${limit}`.execute(trx)
    return rows
  })
  return read.catch((error: unknown) => {
    throw isTimeout(error) ? new Refused('overloaded') : error
  })
}

/** PostgreSQL's `query_canceled`. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014'
}

/** The word that stands for a team in the index. */
function teamWord(teamId: string): string {
  return `t${teamId.replaceAll('-', '')}`
}
