import Dexie from 'dexie'
import type { BatonDatabase } from '../database.ts'
import { getListStep } from '../queries/get-list-step.ts'

/** The tables of `removeConversations`, for its transaction. */
export function tablesOfRemoval(db: BatonDatabase) {
  return [db.meta, db.conversations, db.messages, db.readMarks, db.customers, db.goneConversations]
}

/** The messages of a conversation up to a sequence, oldest first. */
export function messagesUpTo(
  db: BatonDatabase,
  conversationId: string,
  seq: number = Number.MAX_SAFE_INTEGER,
) {
  return db.messages
    .where('[conversationId+seq]')
    .between([conversationId, Dexie.minKey], [conversationId, seq], true, true)
}

/**
 * Removes conversations from the copy with everything that only they need: messages, colleagues' read marks, and
 * customers without another conversation. My own read marks stay, so that a conversation that returns is not unread
 * again. Notes the removal for open lists. `me` is the signed-in agent.
 */
export async function removeConversations(
  db: BatonDatabase,
  ids: readonly string[],
  me: string,
): Promise<void> {
  if (ids.length === 0) return
  const rev = (await getListStep(db)) + 1
  const rows = (await db.conversations.bulkGet([...ids])).filter((row) => row !== undefined)
  await Promise.all([
    db.conversations.bulkDelete([...ids]),
    ...ids.map((id) => messagesUpTo(db, id).delete()),
    db.readMarks
      .where('conversationId')
      .anyOf(ids)
      .filter(({ agentId }) => agentId !== me)
      .delete(),
    db.goneConversations.bulkPut(ids.map((id) => ({ id, rev }))),
    db.meta.put({ key: 'listStep', value: rev }),
  ])
  const customers = [...new Set(rows.map(({ customer }) => customer.id))]
  const others = await db.conversations.where('customer.id').anyOf(customers).toArray()
  const needed = new Set(others.map(({ customer }) => customer.id))
  await db.customers.bulkDelete(customers.filter((id) => !needed.has(id)))
}
