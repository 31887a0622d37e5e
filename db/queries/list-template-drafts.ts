import type { BatonDatabase } from '../database.ts'
import type { TemplateDraftRow } from '../rows.ts'

/** Unsaved templates, newest first. */
export async function listTemplateDrafts(db: BatonDatabase): Promise<TemplateDraftRow[]> {
  const drafts = await db.templateDrafts.toArray()
  return drafts.sort((a, b) => b.updatedAt - a.updatedAt)
}

/** The unsaved content of one template; null if there is none. */
export async function getTemplateDraft(
  db: BatonDatabase,
  templateId: string,
): Promise<TemplateDraftRow | null> {
  return (await db.templateDrafts.get(templateId)) ?? null
}
