import { accountKey } from '../account-key.ts'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from '../queries/get-account.ts'
import type { Account, TemplateDraftRow } from '../rows.ts'
import { setAsideLate } from './set-aside.ts'

/**
 * Stores an unsaved template, over closing the panel and signing out, until it is saved or discarded. If its
 * `account` has signed out meanwhile, it is set aside.
 */
export async function keepTemplateDraft(
  db: BatonDatabase,
  draft: TemplateDraftRow,
  account: Account | null = null,
): Promise<void> {
  await db.transaction('rw', [db.meta, db.templateDrafts, db.setAside], async () => {
    const here = await getAccount(db)
    const gone = account && (!here || accountKey(here) !== accountKey(account))
    if (!gone) await db.templateDrafts.put(draft)
    else
      await setAsideLate(db, account, {
        table: 'templateDrafts',
        key: draft.templateId,
        row: draft,
      })
  })
}

/** Removes a template draft after it was saved or discarded. */
export async function forgetTemplateDraft(db: BatonDatabase, templateId: string): Promise<void> {
  await db.templateDrafts.delete(templateId)
}
