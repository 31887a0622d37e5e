import { templateContent, type Template, type TemplateContent } from '@baton/protocol/template.ts'
import type { Selectable } from 'kysely'
import * as v from 'valibot'
import type { TemplateTable } from '../database/schema.ts'

const tags = v.parser(v.pipe(v.string(), v.parseJson(), templateContent.entries.tags))
const content = v.parser(v.pipe(v.string(), v.parseJson(), templateContent))

/** A stored template as agents see it. */
export function toTemplate(row: Selectable<TemplateTable>): Template {
  const { id, ownerId, version, updatedAt, updatedBy } = row
  return { id, ...contentOf(row), ownerId, version, updatedAt, updatedBy }
}

/** What somebody wrote of it. */
export function contentOf(row: Selectable<TemplateTable>): TemplateContent {
  const { shortcut, title, body, language } = row
  return { shortcut, title, body, tags: tags(row.tags), language }
}

/** The content of a stored version. */
export function toContent(json: string): TemplateContent {
  return content(json)
}
