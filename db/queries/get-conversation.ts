import type { Conversation } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../database.ts'

/** One conversation; null when this copy does not have it. */
export async function getConversation(db: BatonDatabase, id: string): Promise<Conversation | null> {
  return (await db.conversations.get(id)) ?? null
}
