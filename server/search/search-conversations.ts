import { findableName } from '@baton/domain/guest.ts'
import type {
  FoundConversations,
  FoundInMessages,
  FoundMessages,
  SearchConversations,
} from '@baton/protocol/search.ts'
import { id as idSchema } from '@baton/protocol/primitives.ts'
import { sql, SqliteAdapter, type CompiledQuery, type Kysely } from 'kysely'
import * as v from 'valibot'
import { holdsAll, holdsAlmost, mayBeMistaken, searchable } from '@baton/domain/search-text.ts'
import { PATIENCE_MS } from '../database/slow-reads.ts'
import { inTime } from '../ground/in-time.ts'
import { isOfTeam } from '../database/is-of-team.ts'
import type { ConversationRow, Database, PersonRow } from '../database/schema.ts'
import type { AgentActor } from '../ground/actors.ts'
import { withCustomers } from '../pull/with-customers.ts'
import { indexWords } from './index-words.ts'
import { narrowed } from './narrow.ts'
import type { SearchDeps } from './search-messages.ts'
import { teamTerm } from './terms.ts'
import { matchOf, tsqueryOf, wantedOf, wordsOf, type Wanted } from './wanted.ts'
import { withinFrame } from '../changes/fits.ts'

/**
 * Conversations of the agent's team by their customers' names and emails, each word of the query found as in messages
 * (see `searchMessages`); or by an id of theirs. The customers known last come first, of each the conversation changed last.
 * Throws `Refused` `overloaded` when they were not found in time.
 */
export async function searchConversations(
  deps: SearchDeps,
  agent: AgentActor,
  { query, limit }: SearchConversations,
): Promise<FoundConversations> {
  const { db } = deps
  const { teamId } = agent
  const asId = v.safeParse(idSchema, query)
  const words = wordsOf(query)
  if (words.length === 0) return { rows: [], more: false }
  const people = asId.success ? [asId.output] : await findPeople(deps, agent, words, limit + 1)
  const conversations = await db
    .selectFrom('conversations')
    .selectAll()
    .where(isOfTeam(teamId))
    .where('isTest', '=', 0)
    .where((eb) =>
      asId.success
        ? eb.or([eb('id', '=', asId.output), eb('personId', '=', asId.output)])
        : eb('personId', 'in', people.length > 0 ? people : ['']),
    )
    .orderBy('updatedAt', 'desc')
    .limit(limit + 1)
    .execute()
  const found = await withCustomers(db, conversations.slice(0, limit))
  const kept = withinFrame(found)
  const more = conversations.length > kept.length || people.length > limit
  return { rows: kept.flatMap(({ rows }) => rows), more }
}

/** Ids of customers; where none is called so, of those who are but for a mistake. */
async function findPeople(
  { db, slowReads }: SearchDeps,
  agent: AgentActor,
  words: readonly string[],
  limit: number,
): Promise<string[]> {
  await inTime(indexWords(db, agent.teamId), PATIENCE_MS)
  const called = async (query: Promise<Called[]>, holds: typeof holdsAll) =>
    (await query)
      .filter((person) => holds(searchable(`${findableName(person)} ${person.email ?? ''}`), words))
      .map(({ id }) => id)
  const quick = lookFor(db, agent.teamId, wantedOf(words, false), limit)
  const exact = await called(
    db.executeQuery(quick).then(({ rows }) => rows),
    holdsAll,
  )
  if (exact.length > 0 || !words.some(mayBeMistaken)) return exact
  // Hundreds of slips of a word take their time.
  const read = <Row>(query: CompiledQuery<Row>) => slowReads.read(agent, query)
  const slips = wantedOf(words, true)
  const there = isSqlite(db) ? slips : await narrowed(db, read, 'termsOfPeople', slips)
  if (there.some((terms) => terms.length === 0)) return []
  return called(read(lookFor(db, agent.teamId, there, limit)), holdsAlmost)
}

function lookFor(
  db: Kysely<Database>,
  teamId: string,
  wanted: Wanted,
  limit: number,
): CompiledQuery<Called> {
  const query = isSqlite(db)
    ? sql<Called>`
        select "people"."id", "people"."name", "people"."email" from "termsOfPeople"
        join "people" on "people"."id" = "termsOfPeople"."personId"
        where "termsOfPeople" match ${matchOf(teamTerm(teamId), wanted)}
        order by "termsOfPeople".rowid desc limit ${limit}`
    : sql<Called>`
        select "people"."id", "people"."name", "people"."email" from "termsOfPeople"
        join "people" on "people"."id" = "termsOfPeople"."personId"
        where "words" @@ ${tsqueryOf(teamTerm(teamId), wanted)}::tsquery
        order by "people"."lastSeenAt" desc limit ${limit}`
  return query.compile(db)
}

function isSqlite(db: Kysely<Database>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}

type Called = Pick<PersonRow, 'id' | 'name' | 'email'>

/** Found messages with the conversations they are in, which a browser may not have. */
export async function withConversations(
  db: Kysely<Database>,
  { teamId }: AgentActor,
  { messages, more }: FoundMessages,
): Promise<FoundInMessages> {
  const ids = [...new Set(messages.map(({ conversationId }) => conversationId))]
  const stored: ConversationRow[] =
    ids.length === 0
      ? []
      : await db
          .selectFrom('conversations')
          .selectAll()
          .where(isOfTeam(teamId))
          .where('id', 'in', ids)
          .execute()
  const byId = new Map(
    (await withCustomers(db, stored)).map(({ conversation, rows }) => [conversation.id, rows]),
  )
  const found = messages.map((message) => ({
    message,
    rows: byId.get(message.conversationId) ?? [],
  }))
  const kept = withinFrame(found)
  return {
    messages: kept.map(({ message }) => message),
    more: more || kept.length < found.length,
    rows: [...new Set(kept.flatMap(({ rows }) => rows))],
  }
}
