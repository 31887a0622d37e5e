import type { Conversation } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../database.ts'
import { messagesUpTo } from '../commands/remove-conversations.ts'

/** Messages removed in one transaction. */
const AT_ONCE = 400

const HOUR = 3_600_000

/** Conversations that may have more than `keep` messages in the copy. */
export function longConversations(db: BatonDatabase, keep: number): Promise<string[]> {
  return db.conversations.where('lastSeq').above(keep).primaryKeys()
}

/**
 * Removes the oldest messages of a conversation from the copy, down to the newest `keep`. A conversation opened
 * within the last hour is skipped, since somebody may be reading in it, and so is one that does not fit `only`. One
 * call does a slice of the work. Returns whether there is more.
 */
export function trimMessages(
  db: BatonDatabase,
  id: string,
  { keep, now, only }: { keep: number; now: number; only: (conversation: Conversation) => boolean },
): Promise<boolean> {
  const tables = [db.meta, db.conversations, db.messages, db.openedConversations]
  return db.transaction('rw', tables, async () => {
    const [conversation, opened] = await Promise.all([
      db.conversations.get(id),
      db.openedConversations.get(id),
    ])
    if (!conversation || !only(conversation) || (opened && opened.at > now - HOUR)) return false
    // Oldest first: wherever this ends, the rest reaches the newest message without a hole.
    const ids = await messagesUpTo(db, id, conversation.lastSeq - keep)
      .limit(AT_ONCE)
      .primaryKeys()
    if (ids.length === 0) return false
    await db.messages.bulkDelete(ids)
    await db.meta.put({ key: 'sweep', value: 0 })
    return ids.length === AT_ONCE
  })
}
