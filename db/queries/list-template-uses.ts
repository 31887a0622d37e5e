import type { BatonDatabase } from '../database.ts'
import type { TemplateUseRow } from '../rows.ts'

/** How often each template was sent, and when last, by template. Unused ones are left out. */
export async function listTemplateUses(db: BatonDatabase): Promise<Map<string, TemplateUseRow>> {
  const uses = await db.templateUses.toArray()
  return new Map(uses.map((use) => [use.templateId, use]))
}
