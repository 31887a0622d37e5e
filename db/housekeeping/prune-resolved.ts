import Dexie from 'dexie'
import type { BatonDatabase } from '../database.ts'
import {
  messagesUpTo,
  removeConversations,
  tablesOfRemoval,
} from '../commands/remove-conversations.ts'
import { getAccount } from '../queries/get-account.ts'
import { keptIds, tablesOfKept } from '../queries/kept-ids.ts'

/** Most conversations removed in one transaction: it blocks other writes meanwhile. */
const CONVERSATIONS = 20
const MESSAGES = 400

/** Sorts before every id: a position that includes everything of its time. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export interface Pruned {
  conversations: number
  messages: number
  /** How many of those examined stay, since they are needed. The next call skips this many. */
  kept: number
  /** No further conversation is old enough. */
  done: boolean
}

/**
 * Removes a slice of resolved conversations from the copy, oldest change first. `before`: only those unchanged since
 * then (ms since 1970). `passed`: how many of the oldest stay, by earlier calls. A conversation goes with all its
 * messages. A very long one loses the oldest messages first, so that at every moment the rest reaches its newest
 * message without a hole.
 */
export async function pruneResolved(
  db: BatonDatabase,
  {
    before,
    now,
    passed,
    latest,
  }: {
    before: number
    now: number
    passed: number
    latest: ReadonlySet<string>
  },
): Promise<Pruned> {
  const tables = [...tablesOfRemoval(db), ...tablesOfKept(db)]
  return db.transaction('rw', tables, async () => {
    const oldest = await db.conversations
      .where('[state+updatedAt]')
      .between(['resolved', Dexie.minKey], ['resolved', before], true, true)
      .offset(passed)
      .limit(CONVERSATIONS)
      .toArray()
    const [account, kept] = await Promise.all([
      getAccount(db),
      keptIds(
        db,
        oldest.map(({ id }) => id),
        now,
        latest,
      ),
    ])
    const pruned = { conversations: 0, messages: 0, kept: 0, done: oldest.length < CONVERSATIONS }
    const gone: string[] = []
    let upTo = 0
    for (const { id, updatedAt } of oldest) {
      if (kept.has(id)) {
        pruned.kept += 1
        continue
      }
      const room = MESSAGES - pruned.messages
      const messages = await messagesUpTo(db, id)
        .limit(room + 1)
        .primaryKeys()
      pruned.messages += Math.min(room, messages.length)
      if (messages.length > room) {
        await db.messages.bulkDelete(messages.slice(0, room))
        pruned.done = false
        break
      }
      gone.push(id)
      upTo = Math.max(upTo, updatedAt)
    }
    pruned.conversations = gone.length
    await removeConversations(db, gone, account?.agent.id ?? '')
    if (pruned.messages > 0 || gone.length > 0) await db.meta.put({ key: 'sweep', value: 0 })
    if (gone.length > 0) await completeAfter(db, upTo)
    return pruned
  })
}

/** Resolved conversations below this position have to be asked from the server again. */
async function completeAfter(db: BatonDatabase, at: number): Promise<void> {
  const row = await db.meta.get('resolvedFrom')
  const known = row?.key === 'resolvedFrom' ? row.value : null
  if (known === null || (known !== 'end' && known.at > at)) return
  await db.meta.put({ key: 'resolvedFrom', value: { at: at + 1, id: FIRST_ID } })
}
