import type { BatonDatabase } from '../database.ts'
import type { TemplateDraftRow } from '../rows.ts'

/** What was being made of templates and is not saved, the last first. */
export async function listTemplateDrafts(db: BatonDatabase): Promise<TemplateDraftRow[]> {
  const drafts = await db.templateDrafts.toArray()
  return drafts.sort((a, b) => b.updatedAt - a.updatedAt)
}

/** What was being made of one template; null when nothing was. */
export async function getTemplateDraft(
  db: BatonDatabase,
  templateId: string,
): Promise<TemplateDraftRow | null> {
  return (await db.templateDrafts.get(templateId)) ?? null
}
