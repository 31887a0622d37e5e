import { openNudge } from '@baton/domain/nudge.ts'
import { unreadCount } from '@baton/domain/unread.ts'
import type { BadgeFacts } from '@baton/domain/badge-count.ts'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from './get-account.ts'
import { getClockOffset } from './get-clock-offset.ts'
import { getConnection } from './get-connection.ts'
import { getTeamSettings } from './get-team-settings.ts'

/** The badge's data, and by how much the server's clock, which its times go by, is ahead of this machine's. */
export interface DatedFacts extends BadgeFacts {
  clockOffset: number
}

/**
 * The badge's data from this copy: who waits and, `withMine`, my conversations with unread messages or nudges. Empty
 * while signed out.
 */
export async function badgeFacts(db: BatonDatabase, withMine: boolean): Promise<DatedFacts> {
  return db.transaction('r', [db.meta, db.conversations, db.readMarks], async () => {
    const [connection, account, { waitLimitMs }, clockOffset] = await Promise.all([
      getConnection(db),
      getAccount(db),
      getTeamSettings(db),
      getClockOffset(db),
    ])
    const shared = { waitLimitMs, clockOffset }
    if (connection.status === 'signed-out') return { waitingSince: [], mineUnread: 0, ...shared }
    const waiting = await db.conversations.where('state').equals('waiting').toArray()
    return {
      waitingSince: waiting.map(({ waitingSince, updatedAt }) => waitingSince ?? updatedAt),
      ...shared,
      mineUnread: withMine && account ? await mineUnread(db, account.agent.id) : 0,
    }
  })
}

async function mineUnread(db: BatonDatabase, me: string): Promise<number> {
  const mine = await db.conversations.where('ownerId').equals(me).toArray()
  const marks = await db.readMarks.bulkGet(mine.map(({ id }): [string, string] => [me, id]))
  return mine.filter(
    (one, n) => unreadCount(one, marks[n], me) > 0 || openNudge(one, me, marks[n]?.seq ?? 0),
  ).length
}
