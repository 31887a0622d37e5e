import type { BatonDatabase } from '../database.ts'
import { removeUploads } from './remove-uploads.ts'

/**
 * Takes a failed or held message out of the outbox. Its text and files go back into the message box if that is
 * empty, so that nothing is lost. Does nothing with another one: what is queued may be stored already.
 */
export async function discardMessage(
  db: BatonDatabase,
  id: string,
  now = Date.now(),
): Promise<void> {
  await db.transaction('rw', [db.outbox, db.drafts, db.uploads, db.files], async () => {
    const row = await db.outbox.get(id)
    if (row?.status !== 'failed' && row?.status !== 'held') return
    const { conversationId, text, attachments, visibility } = row
    const draft = await db.drafts.get(conversationId)
    if (!draft || (draft.text.trim() === '' && draft.attachments.length === 0)) {
      await db.drafts.put({ conversationId, text, attachments, visibility, updatedAt: now })
    } else await removeUploads(db, attachments)
    await db.outbox.delete(id)
  })
}
