import type { CustomerPage, CustomerPull } from '@baton/protocol/customer.ts'
import type { History, HistoryPage } from '@baton/protocol/history.ts'
import type { Kysely } from 'kysely'
import { findConversation, findCustomersConversation } from '../find-conversation.ts'
import type { Database } from '../../database/schema.ts'
import type { AgentActor, CustomerActor } from '../../ground/actors.ts'
import { bytesOf, withinFrame } from '../../changes/fits.ts'
import { readStored } from '../../changes/read-stored.ts'
import { toCustomerMessage, toMessage } from './message-row.ts'

/**
 * The newest messages before a position, oldest first, for an agent of the team: as many as fit into a frame.
 * Unreadable ones are left out and reported.
 */
export async function historyPage(
  { db, onFault }: { db: Kysely<Database>; onFault: (error: unknown) => void },
  agent: AgentActor,
  { conversationId, before, limit }: HistoryPage,
): Promise<{ answer: History; bytes: number }> {
  await findConversation(db, agent.teamId, conversationId)
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  const read = readStored(onFault)
  const newestFirst = rows.flatMap((row) => read('message', row.id, () => toMessage(row)) ?? [])
  const messages = withinFrame(newestFirst).reverse()
  return { answer: { messages }, bytes: bytesOf(messages) }
}

/**
 * The customer's own messages, oldest first: those after a position, or the newest before one. `more` is true if
 * there are others beyond the page. Notes are never included.
 */
export async function customerPage(
  { db, onFault }: { db: Kysely<Database>; onFault: (error: unknown) => void },
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
  const read = readStored(onFault)
  const readable = rows
    .slice(0, limit)
    .flatMap((row) => read('message', row.id, () => toCustomerMessage(row)) ?? [])
  const fit = withinFrame(readable)
  if (before !== null) fit.reverse()
  return { messages: fit, more: rows.length > limit || fit.length < readable.length }
}
