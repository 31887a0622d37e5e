import { accountKey } from '../account-key.ts'
import type { BatonDatabase } from '../database.ts'
import { emptyDraft } from '../empty-draft.ts'
import { isEmpty, unknownTo, withReturned } from '../put-back.ts'
import { getAccount } from '../queries/get-account.ts'
import type { Account, DraftRow } from '../rows.ts'
import { setAsideLate } from './set-aside.ts'

export interface WrittenDraft extends Pick<DraftRow, 'conversationId' | 'texts' | 'visibility'> {
  /** Ids of the messages that came back into this draft and are in `texts`. */
  known: readonly string[]
  /** Whose draft it is; left out where nobody can have signed out meanwhile. */
  account?: Account | null
}

/**
 * Keeps what is written in the message box of a conversation; with no text and no files it is forgotten. A text that came
 * back into the draft meanwhile, unknown to who writes it, is put after what they wrote: nothing is overwritten.
 */
export async function saveDraft(
  db: BatonDatabase,
  { conversationId, texts, visibility, known, account }: WrittenDraft,
  now = Date.now(),
): Promise<void> {
  await db.transaction('rw', [db.meta, db.drafts, db.setAside], async () => {
    const here = await getAccount(db)
    if (account && (!here || accountKey(here) !== accountKey(account))) {
      const aside = await db.setAside.get([accountKey(account), 'drafts', conversationId])
      const was =
        aside?.table === 'drafts' ? aside.row : emptyDraft({ conversationId, visibility }, now)
      const row = { ...was, texts, visibility, updatedAt: now }
      if (!isEmpty(row))
        await setAsideLate(db, account, { table: 'drafts', key: conversationId, row })
      return
    }
    const before = await db.drafts.get(conversationId)
    const returned = unknownTo(known, before)
    const all = withReturned(texts, returned)
    const kept = before ?? emptyDraft({ conversationId, visibility }, now)
    const draft = { ...kept, texts: all, visibility, returned, updatedAt: now }
    if (isEmpty(draft)) await db.drafts.delete(conversationId)
    else await db.drafts.put(draft)
  })
}
