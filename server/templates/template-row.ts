import type { Template } from '@baton/protocol/template.ts'
import type { Selectable } from 'kysely'
import type { TemplateTable } from '../database/schema.ts'

/** A stored template as agents see it. */
export function toTemplate(row: Selectable<TemplateTable>): Template {
  const { id, shortcut, title, body, ownerId } = row
  return { id, shortcut, title, body, ownerId }
}
