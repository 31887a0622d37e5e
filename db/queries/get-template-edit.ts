import type { Template } from '@baton/protocol/template.ts'
import type { BatonDatabase } from '../database.ts'
import type { TemplateEditRow } from '../rows.ts'
import { getAccount } from './get-account.ts'

/** A change of mine that waits for me, and what the team has instead. */
export interface WaitingEdit {
  edit: TemplateEditRow
  /** Null when it is deleted; its version then is `version`. */
  theirs: Template | null
  /** The team's, as it is here: say it when deciding, so that what was not seen is not overwritten. */
  version: number
}

/** The change of a template that was refused or overtaken; null when there is none. */
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
