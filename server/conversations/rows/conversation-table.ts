import type { Kysely } from 'kysely'
import { isOfTeam } from '../../database/is-of-team.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'
import {
  inOrderOf,
  itemsOf,
  nextRows,
  notBefore,
  type Item,
  type Reading,
  type Source,
  type Span,
} from '../../feature/synced-table.ts'
import { toConversation } from '../conversation-row.ts'
import { companionsOf, messageBudget, newestMessages } from './companions.ts'
import { countOpen } from './count-open.ts'

/** How many of the conversations that changed last a first sync brings, in any state. */
const CHANGED_LAST = 300

/**
 * Up to the horizon, the open conversations and those that changed last; in a first sync with their newest messages.
 */
export async function conversationTable(reading: Reading, span: Span): Promise<Source> {
  const { db } = reading
  const behind = span.after < span.horizon
  const allAfter = behind ? await changedLastAfter(db, span) : 0
  const withCompany = await bringing(reading, span)
  return {
    kind: 'conversation',
    read: async (from, limit) => {
      const query = db.selectFrom('conversations').selectAll()
      let stored: ConversationRow[] = []
      if (from.rev < allAfter) {
        const open = query.where('state', '<>', 'resolved')
        stored = await nextRows(open, { ...span, upTo: allAfter }, from, limit).execute()
      }
      if (stored.length < limit) {
        const rest = nextRows(query, span, notBefore(from, allAfter), limit - stored.length)
        stored.push(...(await rest.execute()))
      }
      return withCompany(stored)
    },
  }
}

/** The conversations that wait, the agent's own, and the named ones. */
export async function urgentConversations(
  reading: Reading,
  span: Span,
  known: readonly string[],
): Promise<Source> {
  const withCompany = await bringing(reading, span)
  return {
    kind: 'conversation',
    read: async (from, limit) => {
      const all = reading.db.selectFrom('conversations').selectAll()
      const urgent = all
        .where('state', '<>', 'resolved')
        .where((eb) => eb.or([eb('state', '=', 'waiting'), eb('ownerId', '=', span.agentId)]))
      const stored = await nextRows(urgent, span, from, limit).execute()
      if (known.length > 0) {
        const named = all.where('id', 'in', known).where(isOfTeam(span.teamId))
        stored.push(...(await inOrderOf(named, span, from, limit).execute()))
      }
      const inOrder = [...new Map(stored.map((row) => [row.id, row])).values()].sort(
        (a, b) => a.rev - b.rev || (a.id < b.id ? -1 : 1),
      )
      return withCompany(inOrder.slice(0, limit))
    },
  }
}

/** Turns conversations into items, each with its companions. */
async function bringing(reading: Reading, span: Span) {
  const { db, read } = reading
  const { after, horizon, teamId, agentId } = span
  const budget = after < horizon ? messageBudget(await countOpen(db, teamId)) : 0
  const along = { db, agentId, read, upTo: Math.max(after, horizon) }
  return async (stored: ConversationRow[]): Promise<Item[]> => {
    const companions = await companionsOf(along, stored)
    const open = stored.filter(({ rev, state }) => rev <= horizon && state !== 'resolved')
    const newest = await newestMessages(along, open, budget)
    const items = itemsOf(reading, 'conversation', stored, (value) => ({
      kind: 'conversation',
      value: toConversation(value),
    }))
    return items.map((item) => ({
      ...item,
      rows: [...item.rows, ...(companions.get(item.id) ?? []), ...(newest.get(item.id) ?? [])],
    }))
  }
}

/** The revision after which all conversations are sent, in any state. */
async function changedLastAfter(db: Kysely<Database>, { teamId, horizon }: Span): Promise<number> {
  const row = await db
    .selectFrom('conversations')
    .select('rev')
    .where('teamId', '=', teamId)
    .where('rev', '<=', horizon)
    .orderBy('rev', 'desc')
    .offset(CHANGED_LAST)
    .limit(1)
    .executeTakeFirst()
  return row?.rev ?? 0
}
