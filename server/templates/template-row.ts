import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import { templateContent, type Template, type TemplateContent } from '@baton/protocol/template.ts'
import type { Selectable } from 'kysely'
import * as v from 'valibot'
import type { TemplateTable } from '../database/schema.ts'

const { tags, attachments, actions } = templateContent.entries
const lists = {
  tags: v.parser(v.pipe(v.string(), v.parseJson(), tags)),
  attachments: v.parser(v.pipe(v.string(), v.parseJson(), attachments)),
  actions: v.parser(v.pipe(v.string(), v.parseJson(), actions)),
}
const stored = v.parser(v.pipe(v.string(), v.parseJson(), v.looseObject({})))

/** A stored template as agents see it. */
export function toTemplate(row: Selectable<TemplateTable>): Template {
  const { id, ownerId, version, updatedAt, updatedBy } = row
  return { id, ...contentOf(row), ownerId, version, updatedAt, updatedBy }
}

/** What somebody wrote of it. */
export function contentOf(row: Selectable<TemplateTable>): TemplateContent {
  const { shortcut, title, body, language } = row
  return {
    shortcut,
    title,
    body,
    language,
    tags: lists.tags(row.tags),
    attachments: lists.attachments(row.attachments),
    actions: lists.actions(row.actions),
  }
}

/** The content of a stored version; what versions of before did not have yet is empty. */
export function toContent(json: string): TemplateContent {
  const before = { attachments: [], actions: NOTHING_ALONGSIDE }
  return v.parse(templateContent, { ...before, ...stored(json) })
}
