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

/** What a conversation is first shown with. */
export interface Opening {
  conversation: Conversation
  messages: ConversationMessages
  readMark: ReadMark | null
}

/**
 * All that the chat of a conversation needs to be painted, in one transaction: asked for one after the other, each
 * answer would cost the agent another wait. `me` is the agent who is signed in. `first`: as many of the newest messages as
 * the screen holds; the rest of the page comes right after. `lastSeq` is the newest message that the list knows of: with
 * it everything is asked for at once. Null when this copy does not have the conversation.
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
    // The messages last: they are read in a transaction within this one, which holds up whatever is asked after it.
    const [conversation, readMark, messages] = await Promise.all([
      getConversation(db, id),
      db.readMarks.get([me, id]),
      conversationMessages(db, id, first, lastSeq),
    ])
    if (!conversation) return null
    const unread = readMark ? conversation.lastSeq - readMark.seq : 0
    return {
      conversation,
      // It opens at the first unread one.
      messages: unread < first ? messages : await conversationMessages(db, id, MESSAGES_PAGE),
      readMark: readMark ?? null,
    }
  })
}
