import type { BatonDatabase } from '../database.ts'

/** Notes that the agent opened a conversation: recently opened ones stay in the copy. */
export async function noteOpened(
  db: BatonDatabase,
  conversationId: string,
  now = Date.now(),
): Promise<void> {
  await db.openedConversations.put({ conversationId, at: now })
}
