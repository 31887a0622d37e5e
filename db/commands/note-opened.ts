import type { BatonDatabase } from '../database.ts'

/** Notes that the agent looks at a conversation: what was looked at lately stays in the copy. */
export async function noteOpened(
  db: BatonDatabase,
  conversationId: string,
  now = Date.now(),
): Promise<void> {
  await db.openedConversations.put({ conversationId, at: now })
}
