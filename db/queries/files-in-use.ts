import type { BatonDatabase } from '../database.ts'
import type { TemplateEditRow } from '../rows.ts'

/** The tables of `filesInUse`, for its transaction. */
export function tablesOfFilesInUse(db: BatonDatabase) {
  return [db.drafts, db.outbox, db.templateEdits, db.templateDrafts, db.setAside]
}

/** Ids of files that a waiting or unfinished message or template of any agent names. */
export async function filesInUse(db: BatonDatabase): Promise<Set<string>> {
  const [drafts, outbox, edits, templateDrafts, aside] = await Promise.all([
    db.drafts.toArray(),
    db.outbox.toArray(),
    db.templateEdits.toArray(),
    db.templateDrafts.toArray(),
    db.setAside.toArray(),
  ])
  const written = [...drafts, ...outbox]
  const templates: Pick<TemplateEditRow, 'content'>[] = [
    ...edits,
    ...templateDrafts.map(({ form }) => form),
  ]
  for (const { table, row } of aside) {
    if (table === 'drafts') written.push(row)
    else if (table === 'templateDrafts') templates.push(row.form)
  }
  return new Set([
    ...written.flatMap(({ attachments }) => attachments),
    ...templates.flatMap(({ content }) => content?.attachments.map(({ id }) => id) ?? []),
  ])
}
