import type { BatonDatabase } from '../db/database.ts'
import type { OutboxRow } from '../db/rows.ts'
import { countUnseen } from '../db/queries/count-unseen.ts'
import { getAccount } from '../db/queries/get-account.ts'

/**
 * Holds messages that this agent wrote before the copy was current, if somebody else wrote meanwhile: the agent has
 * to read that first. Replies queued behind a held one wait too, since they must not overtake it. A note answers
 * nobody, so it is never the first to be held (docs/decisions/0007-held-messages.md).
 *
 * Call it for all conversations when the copy has become current. Before that, call it for the conversation in which
 * a message is about to be sent, once its messages are here. Later messages are written by somebody who sees the
 * conversation live. Messages in `sending` were checked before and are left alone.
 */
export async function holdOvertaken(
  db: BatonDatabase,
  { only, sending = new Set() }: { only?: string; sending?: ReadonlySet<string> } = {},
): Promise<void> {
  await db.transaction('rw', [db.meta, db.outbox, db.messages], async () => {
    const account = await getAccount(db)
    if (!account) return
    const queued = await db.outbox
      .where('account')
      .equals(account.agent.id)
      .filter(({ status }) => status === 'queued')
      .filter(({ conversationId }) => only === undefined || conversationId === only)
      .filter(({ id }) => !sending.has(id))
      .sortBy('id')
    const overtaken = new Set<string>()
    const held: OutboxRow[] = []
    for (const row of queued) {
      const waits =
        overtaken.has(row.conversationId) ||
        (row.visibility === 'everyone' && (await countUnseen(db, row)) > 0)
      if (!waits) continue
      overtaken.add(row.conversationId)
      held.push({ ...row, status: 'held' })
    }
    await db.outbox.bulkPut(held)
  })
}
