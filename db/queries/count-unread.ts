import { unreadCount } from '@baton/domain/unread.ts'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from './get-account.ts'

/** How many unread messages my conversations have. */
export async function countUnread(db: BatonDatabase): Promise<number> {
  return db.transaction('r', [db.meta, db.conversations, db.readMarks], async () => {
    const account = await getAccount(db)
    if (!account) return 0
    const me = account.agent.id
    const mine = await db.conversations.where('ownerId').equals(me).toArray()
    const marks = await db.readMarks.bulkGet(mine.map(({ id }): [string, string] => [me, id]))
    return mine.reduce((sum, one, index) => sum + unreadCount(one, marks[index], me), 0)
  })
}
