import type { BatonDatabase } from '../database.ts'
import { mayBeTakenBack } from '../may-be-taken-back.ts'
import { returnToDraft, tablesOfReturn } from './return-to-draft.ts'

/**
 * Takes back a message during its undo time, and returns its text to the message box. Returns whether that was in
 * time. The clock is read inside the transaction, and the background reads it before it reads the outbox. So a
 * message is either undone or sent, never both.
 */
export async function undoSend(
  db: BatonDatabase,
  id: string,
  clock: () => number = Date.now,
): Promise<boolean> {
  return db.transaction('rw', tablesOfReturn(db), async () => {
    const row = await db.outbox.get(id)
    const now = clock()
    if (!row || !mayBeTakenBack(row, now)) return false
    await returnToDraft(db, row, now)
    return true
  })
}
