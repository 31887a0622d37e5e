import type { BatonDatabase } from '../database.ts'
import type { OutboxRow } from '../rows.ts'
import { getAccount } from './get-account.ts'

/** My messages that need a decision, by conversation: `failed` if one was refused, otherwise `held`. */
export async function listUnsent(
  db: BatonDatabase,
): Promise<Map<string, Extract<OutboxRow['status'], 'failed' | 'held'>>> {
  return db.transaction('r', [db.meta, db.outbox], async () => {
    const account = await getAccount(db)
    const unsent = new Map<string, 'failed' | 'held'>()
    if (!account) return unsent
    const mine = await db.outbox.where('account').equals(account.agent.id).toArray()
    for (const { conversationId, status } of mine) {
      if (status === 'failed') unsent.set(conversationId, status)
      else if (status === 'held' && !unsent.has(conversationId)) unsent.set(conversationId, status)
    }
    return unsent
  })
}
