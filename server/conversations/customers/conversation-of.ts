import type { Kysely } from 'kysely'
import { findCustomersConversation } from '../find-conversation.ts'
import type { ConversationRow, CustomerRow, Database } from '../../database/schema.ts'

/**
 * The conversation of a browser's customer: the browser's own, or an earlier one that it continues. Undefined before
 * the first message.
 */
export function conversationOf(
  db: Kysely<Database>,
  { id, actsAs }: CustomerRow,
): Promise<ConversationRow | undefined> {
  return findCustomersConversation(db, actsAs ?? id)
}
