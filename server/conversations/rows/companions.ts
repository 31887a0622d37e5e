import type { Row } from '@baton/protocol/changes.ts'
import type { Kysely } from 'kysely'
import { toCustomerDetails } from '../../customers/person-row.ts'
import type { ConversationRow, Database, MessageRow } from '../../database/schema.ts'
import { toMessage } from '../messages/message-row.ts'
import { bytesOf } from '../../changes/fits.ts'
import type { ReadStored } from '../../changes/read-stored.ts'

/** Most messages, and most bytes of them, that an open conversation brings in a first sync. */
const NEWEST_MESSAGES = 20
const NEWEST_BYTES = 24 * 1024

/** Most bytes of all those messages together, so that a first sync is small in the largest team. */
const ALL_BYTES = 5 * 1024 * 1024

/** Bytes of a message with only a short text, roughly. */
const SMALL_MESSAGE = 250

/** Which rows are read together with conversations, and how much of them. */
export interface Along {
  db: Kysely<Database>
  agentId: string
  /** Rows up to this revision are not sent otherwise. */
  upTo: number
  read: ReadStored
}

/**
 * Rows of these conversations that are not sent otherwise: the customer and the agent's own read mark. A copy may not
 * have them yet.
 */
export async function companionsOf(
  { db, agentId, upTo, read }: Along,
  conversations: readonly ConversationRow[],
): Promise<Map<string, Row[]>> {
  const companions = new Map(conversations.map(({ id }): [string, Row[]] => [id, []]))
  if (conversations.length === 0) return companions
  const people = await db
    .selectFrom('people')
    .selectAll()
    .where('id', 'in', [...new Set(conversations.map(({ personId }) => personId))])
    .where('rev', '<=', upTo)
    .where('gone', '=', 0)
    .execute()
  const byId = new Map(people.map((person) => [person.id, person]))
  for (const { id, personId } of conversations) {
    const person = byId.get(personId)
    const row = person && read('customer', person.id, () => toCustomerDetails(person))
    if (row) companions.get(id)?.push({ kind: 'customer', value: row })
  }
  const marks = await db
    .selectFrom('readMarks')
    .select(['agentId', 'conversationId', 'seq', 'customerCount', 'rev'])
    .where('agentId', '=', agentId)
    .where('conversationId', 'in', [...companions.keys()])
    .execute()
  // The revision is compared here. In the query, SQLite would read all of the agent's marks for each conversation.
  for (const { rev, ...value } of marks) {
    if (rev > upTo) continue
    companions.get(value.conversationId)?.push({ kind: 'read-mark', value })
  }
  return companions
}

/** How many bytes of messages each open conversation may bring, given how many there are. */
export function messageBudget(openConversations: number): number {
  return Math.min(NEWEST_BYTES, Math.floor(ALL_BYTES / Math.max(1, openConversations)))
}

/**
 * The newest messages of each of these conversations, oldest first: at least one, and what fits in `budget` bytes.
 */
export async function newestMessages(
  { db, agentId, upTo, read }: Along,
  conversations: readonly ConversationRow[],
  budget: number,
): Promise<Map<string, Row[]>> {
  const mine = conversations.filter(({ ownerId }) => ownerId === agentId)
  const others = conversations.filter(({ ownerId }) => ownerId !== agentId)
  const found = new Map<string, Row[]>()
  for (const [group, bytes] of [
    [mine, NEWEST_BYTES],
    [others, budget],
  ] as const) {
    if (group.length === 0) continue
    const most = Math.min(NEWEST_MESSAGES, Math.max(1, Math.ceil(bytes / SMALL_MESSAGE)))
    const stored = await db
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversationId')
      .selectAll('messages')
      .where(
        'messages.conversationId',
        'in',
        group.map(({ id }) => id),
      )
      .where('messages.seq', '>', (eb) => eb('conversations.lastSeq', '-', most))
      .where('messages.rev', '<=', upTo)
      .orderBy('messages.conversationId')
      .orderBy('messages.seq', 'desc')
      .execute()
    for (const [id, messages] of Map.groupBy(stored, (row) => row.conversationId)) {
      found.set(id, newestWithin(messages, bytes, read))
    }
  }
  return found
}

/** Stops at the first message that does not fit or is unreadable, so that the sequence has no hole. */
function newestWithin(newestFirst: MessageRow[], budget: number, read: ReadStored): Row[] {
  const rows: Row[] = []
  let bytes = 0
  for (const stored of newestFirst) {
    const value = read('message', stored.id, () => toMessage(stored))
    if (!value) break
    const row: Row = { kind: 'message', value }
    bytes += bytesOf(row)
    if (bytes > budget && rows.length > 0) break
    rows.push(row)
  }
  return rows.reverse()
}
