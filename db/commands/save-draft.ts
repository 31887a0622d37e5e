import type { BatonDatabase } from '../database.ts'
import type { DraftRow } from '../rows.ts'

/** Keeps what stands in the message box of a conversation; an empty text forgets it. */
export async function saveDraft(
  db: BatonDatabase,
  draft: Omit<DraftRow, 'updatedAt'>,
  now = Date.now(),
): Promise<void> {
  if (draft.text === '') await db.drafts.delete(draft.conversationId)
  else await db.drafts.put({ ...draft, updatedAt: now })
}
