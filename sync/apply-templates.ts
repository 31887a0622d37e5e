import type { Row } from '@baton/protocol/changes.ts'
import type { GoneTemplate, Template } from '@baton/protocol/template.ts'
import type { BatonDatabase } from '../db/database.ts'
import { releaseFiles } from './release-files.ts'

export type TemplateRow = Extract<Row, { kind: 'template' | 'template-gone' }>

/**
 * Stores templates, and the versions of deleted ones; the last of each wins. Removes my edits that only waited for
 * their row.
 */
export async function applyTemplates(
  db: BatonDatabase,
  rows: readonly TemplateRow[],
): Promise<void> {
  if (rows.length === 0) return
  const last = new Map(rows.map((row) => [row.value.id, row]))
  const there: Template[] = []
  const gone: GoneTemplate[] = []
  for (const row of last.values()) {
    if (row.kind === 'template') there.push(row.value)
    else gone.push(row.value)
  }
  await Promise.all([
    db.templates.bulkPut(there),
    db.goneTemplates.bulkDelete(there.map(({ id }) => id)),
    db.goneTemplates.bulkPut(gone),
    db.templates.bulkDelete(gone.map(({ id }) => id)),
    db.templateEdits
      .where('templateId')
      .anyOf([...last.keys()])
      .filter(({ templateId, status, baseVersion }) => {
        return status === 'sent' && (last.get(templateId)?.value.version ?? 0) > baseVersion
      })
      .delete(),
    releaseFiles(
      db,
      there.flatMap(({ attachments }) => attachments),
      Math.max(...there.map(({ updatedAt }) => updatedAt)),
    ),
  ])
}
