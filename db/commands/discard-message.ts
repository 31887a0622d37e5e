import type { BatonDatabase } from '../database.ts'
import { returnToDraft, tablesOfReturn } from './return-to-draft.ts'

/**
 * Takes a failed or held message out of the outbox. Its text and files return to the message box after its content,
 * so that nothing is lost. Does nothing with any other message: a queued one may be stored already. Returns whether
 * it did.
 */
export async function discardMessage(
  db: BatonDatabase,
  id: string,
  now = Date.now(),
): Promise<boolean> {
  return db.transaction('rw', tablesOfReturn(db), async () => {
    const row = await db.outbox.get(id)
    if (row?.status !== 'failed' && row?.status !== 'held') return false
    await returnToDraft(db, row, now)
    return true
  })
}
