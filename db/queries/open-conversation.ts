import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'
import type { BatonDatabase } from '../database.ts'
import { readEarly } from '../read-early.ts'
import {
  conversationMessages,
  MESSAGES_PAGE,
  type ConversationMessages,
} from './conversation-messages.ts'
import { getConversation } from './get-conversation.ts'

/** The data with which a conversation is first shown. */
export interface Opening {
  conversation: Conversation
  messages: ConversationMessages
  readMark: ReadMark | null
}

/**
 * Reads all that a chat needs to be painted in one transaction: separate requests would each cost the agent a wait.
 * `me` is the signed-in agent. `first`: as many of the newest messages as the screen shows; the rest of the page
 * comes right after. `lastSeq` is the newest sequence that the list knows: with it all requests run in parallel. Null
 * if this copy does not have the conversation.
 */
export async function openConversation(
  db: BatonDatabase,
  id: string,
  me: string,
  first: number,
  lastSeq?: number,
): Promise<Opening | null> {
  const tables = [db.meta, db.conversations, db.messages, db.outbox, db.readMarks]
  return readEarly(db, tables, async () => {
    // Messages come last: they are read in a nested transaction, which blocks every later request.
    const [conversation, readMark, messages] = await Promise.all([
      getConversation(db, id),
      db.readMarks.get([me, id]),
      conversationMessages(db, id, first, lastSeq),
    ])
    if (!conversation) return null
    const unread = readMark ? conversation.lastSeq - readMark.seq : 0
    return {
      conversation,
      // It opens at the first unread message.
      messages: unread < first ? messages : await conversationMessages(db, id, MESSAGES_PAGE),
      readMark: readMark ?? null,
    }
  })
}
