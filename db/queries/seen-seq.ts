import Dexie from 'dexie'
import type { BatonDatabase } from '../database.ts'

/** The newest sequence of a conversation that this copy shows. It may be ahead of the conversation's own row. */
export async function seenSeq(db: BatonDatabase, conversationId: string): Promise<number> {
  const [conversation, newest] = await Promise.all([
    db.conversations.get(conversationId),
    db.messages
      .where('[conversationId+seq]')
      .between([conversationId, Dexie.minKey], [conversationId, Dexie.maxKey])
      .last(),
  ])
  return Math.max(conversation?.lastSeq ?? 0, newest?.seq ?? 0)
}
