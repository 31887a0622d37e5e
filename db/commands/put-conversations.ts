import type { Conversation } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../database.ts'

/**
 * Stores conversations as the server has them at its revision `rev`, which has to be above that of every call
 * before: what the list reads of changes is what lies above the revision it has seen.
 */
export async function putConversations(
  db: BatonDatabase,
  conversations: readonly Conversation[],
  rev: number,
): Promise<void> {
  await db.conversations.bulkPut(conversations.map((conversation) => ({ ...conversation, rev })))
}
