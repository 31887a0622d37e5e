import type { BatonDatabase } from '../database.ts'
import type { ReplyRow } from '../rows.ts'

/** The AI reply being written in a conversation, as far as it has come; null when there is none. */
export async function getReply(
  db: BatonDatabase,
  conversationId: string,
): Promise<ReplyRow | null> {
  return db.transaction('r', [db.replies, db.messages], async () => {
    const reply = await db.replies.get(conversationId)
    // Told late, after its message was stored: showing both would double it.
    if (!reply || (await db.messages.get(reply.messageId))) return null
    return reply
  })
}
