import {
  type CustomersConversations,
  type OlderConversations,
  type OlderPage,
  type OlderPlace,
} from '@baton/protocol/older.ts'
import type { Kysely, SelectQueryBuilder } from 'kysely'
import { parseTags } from '../conversations/conversation-row.ts'
import { findPerson } from '../customers/person-row.ts'
import type { ConversationRow, Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { withCustomers } from './with-customers.ts'
import { withinFrame } from '../changes/fits.ts'

/** Conversations looked through for a tag by one request: a rare tag must not keep the database from everybody else. */
const SCANNED_MAX = 1_000

/** Resolved conversations of the agent's team, the latest change first. */
export async function olderConversations(
  db: Kysely<Database>,
  { teamId }: AgentActor,
  { tag, before, limit }: OlderConversations,
): Promise<OlderPage> {
  const resolved = after(before)(
    db
      .selectFrom('conversations')
      .where('teamId', '=', teamId)
      .where('state', '=', 'resolved')
      .where('isTest', '=', 0),
  )
  if (tag === null) {
    const rows = await resolved
      .selectAll()
      .limit(limit + 1)
      .execute()
    return pageOf(db, rows.slice(0, limit), rows.length > limit)
  }
  const looked = await resolved.select(['id', 'updatedAt', 'tags']).limit(SCANNED_MAX).execute()
  const tagged = looked.filter((row) => parseTags(row).includes(tag))
  const ids = tagged.slice(0, limit).map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await byIds(db, ids)
  const page = await pageOf(db, rows, tagged.length > limit)
  if (page.next || looked.length < SCANNED_MAX) return page
  // All that was found came; the rest was not looked through.
  return { ...page, next: placeOf(looked.at(-1)) }
}

/**
 * A customer's conversations, the latest change first. Throws `Refused` `not-found` for another team's customer as for
 * none.
 */
export async function customersConversations(
  db: Kysely<Database>,
  { teamId }: AgentActor,
  { customerId, before, limit }: CustomersConversations,
): Promise<OlderPage> {
  if (!(await findPerson(db, teamId, customerId))) throw new Refused('not-found')
  const rows = await after(before)(
    db
      .selectFrom('conversations')
      .where('personId', '=', customerId)
      .where('teamId', '=', teamId)
      .where('isTest', '=', 0),
  )
    .selectAll()
    .limit(limit + 1)
    .execute()
  return pageOf(db, rows.slice(0, limit), rows.length > limit)
}

/** Orders conversations, and begins after a place: changed before it or, at the same moment, with a smaller id. */
function after(place: OlderPlace | null) {
  return (query: SelectQueryBuilder<Database, 'conversations', object>) => {
    const ordered = query.orderBy('updatedAt', 'desc').orderBy('id', 'desc')
    if (!place) return ordered
    return ordered
      .where('updatedAt', '<=', place.at)
      .where((eb) => eb.or([eb('updatedAt', '<', place.at), eb('id', '<', place.id)]))
  }
}

async function byIds(db: Kysely<Database>, ids: readonly string[]): Promise<ConversationRow[]> {
  return after(null)(db.selectFrom('conversations').where('id', 'in', ids))
    .selectAll()
    .execute()
}

async function pageOf(
  db: Kysely<Database>,
  conversations: readonly ConversationRow[],
  more: boolean,
): Promise<OlderPage> {
  const found = await withCustomers(db, conversations)
  const kept = withinFrame(found)
  const last = kept.at(-1)?.conversation
  return {
    rows: kept.flatMap(({ rows }) => rows),
    next: more || kept.length < found.length ? placeOf(last) : null,
  }
}

function placeOf(row: Pick<ConversationRow, 'id' | 'updatedAt'> | undefined): OlderPlace | null {
  return row ? { at: row.updatedAt, id: row.id } : null
}
