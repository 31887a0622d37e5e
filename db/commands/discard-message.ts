import type { BatonDatabase } from '../database.ts'

/**
 * Takes a failed or held message out of the outbox. Its text goes back into the message box if that is empty,
 * so that nothing typed is lost. Does nothing with another one: what is queued may be stored already.
 */
export async function discardMessage(
  db: BatonDatabase,
  id: string,
  now = Date.now(),
): Promise<void> {
  await db.transaction('rw', [db.outbox, db.drafts], async () => {
    const row = await db.outbox.get(id)
    if (row?.status !== 'failed' && row?.status !== 'held') return
    const { conversationId, text, visibility } = row
    const draft = await db.drafts.get(conversationId)
    if (!draft || draft.text.trim() === '') {
      await db.drafts.put({ conversationId, text, visibility, updatedAt: now })
    }
    await db.outbox.delete(id)
  })
}
