import { accountKey } from '../account-key.ts'
import type { BatonDatabase } from '../database.ts'
import { emptyDraft } from '../empty-draft.ts'
import { mergeDrafts } from '../merge-texts.ts'
import { isEmpty, unknownTo, withoutReturned, withReturned } from '../put-back.ts'
import { getAccount } from '../queries/get-account.ts'
import type { Account, DraftRow, DraftTexts } from '../rows.ts'
import { setAsideLate } from './set-aside.ts'

export interface WrittenDraft extends Pick<DraftRow, 'conversationId' | 'texts' | 'visibility'> {
  /** Ids of the messages that returned to this draft and are in `texts`. */
  known: readonly string[]
  /** The stored texts that the writer knew; left out if nobody else writes. */
  base?: DraftTexts
  /** Whose draft it is; left out if nobody can have signed out meanwhile. */
  account?: Account | null
}

/**
 * Stores a conversation's draft; an empty one without files is removed. Nothing is overwritten. A text that returned
 * to the draft meanwhile, unknown to the writer, is put after theirs. A text that another panel stored meanwhile is
 * merged with theirs. Returns the stored texts without those returned.
 */
export async function saveDraft(
  db: BatonDatabase,
  { conversationId, texts, visibility, known, base, account }: WrittenDraft,
  now = Date.now(),
): Promise<DraftTexts> {
  return db.transaction('rw', [db.meta, db.drafts, db.setAside], async () => {
    const here = await getAccount(db)
    if (account && (!here || accountKey(here) !== accountKey(account))) {
      const aside = await db.setAside.get([accountKey(account), 'drafts', conversationId])
      const was =
        aside?.table === 'drafts' ? aside.row : emptyDraft({ conversationId, visibility }, now)
      const row = { ...was, texts, visibility, updatedAt: now }
      if (!isEmpty(row))
        await setAsideLate(db, account, { table: 'drafts', key: conversationId, row })
      return texts
    }
    const before = await db.drafts.get(conversationId)
    const returned = unknownTo(known, before)
    const merged =
      base && before ? mergeDrafts(base, withoutReturned(before.texts, returned), texts) : texts
    const all = withReturned(merged, returned)
    const kept = before ?? emptyDraft({ conversationId, visibility }, now)
    const draft = { ...kept, texts: all, visibility, returned, updatedAt: now }
    if (isEmpty(draft)) await db.drafts.delete(conversationId)
    else await db.drafts.put(draft)
    return merged
  })
}
