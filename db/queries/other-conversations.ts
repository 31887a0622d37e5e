import type { Conversation } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../database.ts'

/** A customer's conversations except this one, newest first. */
export async function otherConversations(
  db: BatonDatabase,
  { id, customer }: Pick<Conversation, 'id' | 'customer'>,
): Promise<Conversation[]> {
  const all = await db.conversations.where('customer.id').equals(customer.id).toArray()
  return all.filter((other) => other.id !== id).sort((a, b) => b.updatedAt - a.updatedAt)
}
