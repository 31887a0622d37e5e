import type { Kysely } from 'kysely'
import { findCustomersConversation } from '../find-conversation.ts'
import type { ConversationRow, CustomerRow, Database } from '../../database/schema.ts'

/** The conversation that a browser's customer has, their own or one they go on with; undefined before the first words. */
export function conversationOf(
  db: Kysely<Database>,
  { id, actsAs }: CustomerRow,
): Promise<ConversationRow | undefined> {
  return findCustomersConversation(db, actsAs ?? id)
}
