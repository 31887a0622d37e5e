import type { BatonDatabase } from '../database.ts'
import { emptyDraft } from '../empty-draft.ts'
import { isEmpty, unknownTo, withReturned } from '../put-back.ts'
import type { DraftRow } from '../rows.ts'

export interface WrittenDraft extends Pick<DraftRow, 'conversationId' | 'texts' | 'visibility'> {
  /** Ids of the messages that came back into this draft and are in `texts`. */
  known: readonly string[]
}

/**
 * Keeps what is written in the message box of a conversation; with no text and no files it is forgotten. A text that came
 * back into the draft meanwhile, unknown to who writes it, is put after what they wrote: nothing is overwritten.
 */
export async function saveDraft(
  db: BatonDatabase,
  { conversationId, texts, visibility, known }: WrittenDraft,
  now = Date.now(),
): Promise<void> {
  await db.transaction('rw', db.drafts, async () => {
    const before = await db.drafts.get(conversationId)
    const returned = unknownTo(known, before)
    const all = withReturned(texts, returned)
    const kept = before ?? emptyDraft({ conversationId, visibility }, now)
    const draft = { ...kept, texts: all, visibility, returned, updatedAt: now }
    if (isEmpty(draft)) await db.drafts.delete(conversationId)
    else await db.drafts.put(draft)
  })
}
