import type { BatonDatabase } from '../database.ts'
import { returnToDraft, tablesOfReturn } from './return-to-draft.ts'

/**
 * Takes a failed or held message out of the outbox. Its text and files go back into the message box, after what stands
 * there, so that nothing is lost. Does nothing with another one: what is
 * queued may be stored already. Tells whether it did.
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
