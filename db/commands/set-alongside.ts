import { accountKey } from '../account-key.ts'
import type { BatonDatabase } from '../database.ts'
import { emptyDraft } from '../empty-draft.ts'
import { getAccount } from '../queries/get-account.ts'
import type { Account, DraftRow } from '../rows.ts'

/**
 * Stores which template was inserted into a message box, and its actions. They stay with the text until that is sent
 * or emptied, over closing the panel and the browser. Store the text first.
 */
export async function setAlongside(
  db: BatonDatabase,
  to: Pick<DraftRow, 'conversationId' | 'visibility'>,
  along: Pick<DraftRow, 'writtenWith' | 'alongside'>,
  now = Date.now(),
  account: Account | null = null,
): Promise<void> {
  await db.transaction('rw', [db.meta, db.drafts], async () => {
    const here = await getAccount(db)
    if (account && (!here || accountKey(here) !== accountKey(account))) return
    const before = await db.drafts.get(to.conversationId)
    if (!before && !along.writtenWith && !along.alongside) return
    await db.drafts.put({ ...(before ?? emptyDraft(to, now)), ...along, updatedAt: now })
  })
}
