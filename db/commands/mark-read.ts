import Dexie from 'dexie'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from '../queries/get-account.ts'

/**
 * Marks a conversation as read up to `seq`, and queues that for the server. Afterwards, kick the background. Never
 * lowers a mark; marking as read again changes nothing.
 */
export async function markRead(
  db: BatonDatabase,
  conversationId: string,
  seq: number,
): Promise<void> {
  const tables = [db.meta, db.conversations, db.messages, db.readMarks, db.unsentReads]
  await db.transaction('rw', tables, async () => {
    const [account, conversation] = await Promise.all([
      getAccount(db),
      db.conversations.get(conversationId),
    ])
    if (!account || !conversation) return
    const agentId = account.agent.id
    const read = Math.min(seq, conversation.lastSeq)
    const mark = await db.readMarks.get([agentId, conversationId])
    if (read <= (mark?.seq ?? 0)) return
    const unread = await db.messages
      .where('[conversationId+seq]')
      .between([conversationId, read], [conversationId, Dexie.maxKey], false)
      .filter(({ author }) => author.kind === 'customer')
      .count()
    const customerCount = conversation.customerCount - unread
    await db.readMarks.put({ agentId, conversationId, seq: read, customerCount })
    await db.unsentReads.put({ conversationId, seq: read, account: agentId })
  })
}
