import type { CustomerPage, CustomerPull } from '@baton/protocol/customer.ts'
import type { History, HistoryPage } from '@baton/protocol/history.ts'
import type { Kysely } from 'kysely'
import { findConversation, findCustomersConversation } from '../conversations/find-conversation.ts'
import type { Database } from '../database/schema.ts'
import type { AgentActor, CustomerActor } from '../team/actors.ts'
import { toCustomerMessage, toMessage } from './message-row.ts'

/** The newest messages before a place, oldest first, for an agent of the team. */
export async function historyPage(
  db: Kysely<Database>,
  agent: AgentActor,
  { conversationId, before, limit }: HistoryPage,
): Promise<History> {
  await findConversation(db, agent.teamId, conversationId)
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return { messages: rows.reverse().map(toMessage) }
}

/**
 * The customer's own messages, oldest first: those after a place, or the newest before one. `more` tells
 * whether there are others beyond the page. Notes are never among them.
 */
export async function customerPage(
  db: Kysely<Database>,
  customer: CustomerActor,
  { after, before, limit }: CustomerPull,
): Promise<CustomerPage> {
  const conversation = await findCustomersConversation(db, customer.id)
  if (!conversation) return { messages: [], more: false }
  let query = db
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', conversation.id)
    .where('visibility', '=', 'everyone')
    .where('seq', '>', after)
    .limit(limit + 1)
  query =
    before === null ? query.orderBy('seq') : query.where('seq', '<', before).orderBy('seq', 'desc')
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  if (before !== null) page.reverse()
  return { messages: page.map(toCustomerMessage), more: rows.length > limit }
}
