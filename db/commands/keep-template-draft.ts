import type { BatonDatabase } from '../database.ts'
import type { TemplateDraftRow } from '../rows.ts'

/** Keeps what is being made of a template, over closing the panel, until it is saved or given up. */
export async function keepTemplateDraft(db: BatonDatabase, draft: TemplateDraftRow): Promise<void> {
  await db.templateDrafts.put(draft)
}

/** Forgets what was being made of a template: it is saved, or given up. */
export async function forgetTemplateDraft(db: BatonDatabase, templateId: string): Promise<void> {
  await db.templateDrafts.delete(templateId)
}
