import type { Template } from '@baton/protocol/template.ts'
import type { BatonDatabase } from '../database.ts'
import type { TemplateEditRow } from '../rows.ts'
import { getAccount } from './get-account.ts'

/** An edit of mine that needs a decision, and the team's version. */
export interface WaitingEdit {
  edit: TemplateEditRow
  /** Null if it is deleted; then `version` is that of the deletion. */
  theirs: Template | null
  /** The team's version in this copy. Name it when deciding, so that an unseen version is not overwritten. */
  version: number
}

/** The edit of a template that was refused or is in conflict; null if there is none. */
export async function getWaitingEdit(
  db: BatonDatabase,
  templateId: string,
): Promise<WaitingEdit | null> {
  const tables = [db.meta, db.templates, db.goneTemplates, db.templateEdits]
  return db.transaction('r', tables, async () => {
    const [account, theirs, gone, edits] = await Promise.all([
      getAccount(db),
      db.templates.get(templateId),
      db.goneTemplates.get(templateId),
      db.templateEdits.where('templateId').equals(templateId).sortBy('id'),
    ])
    const edit = edits.findLast(({ account: by }) => by === account?.agent.id)
    if (edit?.status !== 'conflict' && edit?.status !== 'failed') return null
    const version = theirs?.version ?? gone?.version ?? edit.baseVersion
    return { edit, theirs: theirs ?? null, version }
  })
}
