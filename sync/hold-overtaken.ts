import type { BatonDatabase } from '../db/database.ts'
import type { OutboxRow } from '../db/rows.ts'
import { countUnseen } from '../db/queries/count-unseen.ts'
import { getAccount } from '../db/queries/get-account.ts'

/**
 * Holds back what this agent wrote before the copy was current, where somebody else wrote meanwhile: the agent
 * has to read that first. With a reply wait those queued behind it, since they must not overtake it. A note is
 * no answer to anybody, so it is never the one to wait (docs/decisions/0007-held-messages.md).
 *
 * Call it when the copy has become current, for all conversations; and before that for the one that something is to
 * be sent in, once what was said in it is here. What is written later is written by somebody who sees the conversation
 * live. What is on its way already, `sending`, is left alone: it was looked at before.
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
