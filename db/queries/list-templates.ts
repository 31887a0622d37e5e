import type { Template } from '@baton/protocol/template.ts'
import type { BatonDatabase } from '../database.ts'

/** All templates this agent may use, by shortcut. Search them with `searchTemplates` of the domain. */
export async function listTemplates(db: BatonDatabase): Promise<Template[]> {
  return db.templates.toCollection().sortBy('shortcut')
}
