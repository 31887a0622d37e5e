import type { Conversation } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../database.ts'
import { messagesUpTo } from '../commands/remove-conversations.ts'

/** Messages taken out by one transaction. */
const AT_ONCE = 400

const HOUR = 3_600_000

/** Conversations of which there may be more than `keep` messages here. */
export function longConversations(db: BatonDatabase, keep: number): Promise<string[]> {
  return db.conversations.where('lastSeq').above(keep).primaryKeys()
}

/**
 * Takes the oldest messages of a conversation out of the copy, so that its newest `keep` stay. One that was opened
 * within the last hour is left as it is, since somebody may be reading in it, and so is one that does not fit `only`.
 * One call does a slice of the work; answers whether there is more.
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
    // Oldest first: what stays reaches without a hole up to the newest, wherever this ends.
    const ids = await messagesUpTo(db, id, conversation.lastSeq - keep)
      .limit(AT_ONCE)
      .primaryKeys()
    if (ids.length === 0) return false
    await db.messages.bulkDelete(ids)
    await db.meta.put({ key: 'sweep', value: 0 })
    return ids.length === AT_ONCE
  })
}
