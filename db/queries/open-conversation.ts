import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'
import type { BatonDatabase } from '../database.ts'
import {
  conversationMessages,
  MESSAGES_PAGE,
  type ConversationMessages,
} from './conversation-messages.ts'
import { getConversation } from './get-conversation.ts'
import { getReadMark } from './get-read-mark.ts'

/** What a conversation is first shown with. */
export interface Opening {
  conversation: Conversation
  messages: ConversationMessages
  readMark: ReadMark | null
}

/**
 * All that the chat of a conversation needs to be painted, in one transaction: asked for one after the other, each
 * answer would cost the agent another wait. Null when this copy does not have the conversation.
 */
export async function openConversation(db: BatonDatabase, id: string): Promise<Opening | null> {
  const tables = [db.meta, db.conversations, db.messages, db.outbox, db.readMarks]
  return db.transaction('r', tables, async () => {
    const [conversation, messages, readMark] = await Promise.all([
      getConversation(db, id),
      conversationMessages(db, id, MESSAGES_PAGE),
      getReadMark(db, id),
    ])
    return conversation && { conversation, messages, readMark }
  })
}
