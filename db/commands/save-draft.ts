import type { BatonDatabase } from '../database.ts'
import type { DraftRow } from '../rows.ts'

/** Keeps what is written in the message box of a conversation; with no text and no files it is forgotten. */
export async function saveDraft(
  db: BatonDatabase,
  { conversationId, text, visibility }: Omit<DraftRow, 'updatedAt' | 'attachments'>,
  now = Date.now(),
): Promise<void> {
  await db.transaction('rw', db.drafts, async () => {
    const attachments = (await db.drafts.get(conversationId))?.attachments ?? []
    if (text === '' && attachments.length === 0) await db.drafts.delete(conversationId)
    else await db.drafts.put({ conversationId, text, attachments, visibility, updatedAt: now })
  })
}
