import type { Template } from '@baton/protocol/template.ts'
import { joinTags } from './columns.ts'
import { guarded } from './guard-cell.ts'
import { BATON_FORMAT } from './source-row.ts'

/** Which templates are exported. */
export type ExportChoice = 'all' | 'team' | 'personal'

/** The templates of a choice, by shortcut. */
export function chosenTemplates<T extends Template>(
  templates: readonly T[],
  choice: ExportChoice,
): T[] {
  return templates
    .filter(({ ownerId }) => choice === 'all' || (ownerId === null) === (choice === 'team'))
    .sort((a, b) => (a.shortcut < b.shortcut ? -1 : a.shortcut > b.shortcut ? 1 : 0))
}

/**
 * Exports templates as JSON, complete except for attachments, which are only named. Reading it gives the same
 * templates.
 */
export function writeJson(templates: readonly Template[]): string {
  const written = templates.map(
    ({ shortcut, title, body, tags, language, actions, attachments, ownerId }) => ({
      shortcut,
      title,
      body,
      tags,
      language,
      actions,
      files: attachments.map(({ name }) => name),
      personal: ownerId !== null,
    }),
  )
  return `${JSON.stringify({ format: BATON_FORMAT, version: 1, templates: written }, null, 2)}\n`
}

const HEAD = [
  ...['shortcut', 'title', 'body', 'tags', 'language', 'personal'],
  ...['note', 'conversation tags', 'then', 'files'],
]

/**
 * Exports templates as a CSV table for spreadsheets: comma, CRLF (RFC 4180) and a byte order mark, without which
 * Excel assumes an old encoding. Cells that a spreadsheet would run are guarded, and read back unchanged.
 */
export function writeCsv(templates: readonly Template[]): string {
  const rows = templates.map(
    ({ shortcut, title, body, tags, language, actions, attachments, ownerId }) => [
      ...[shortcut, title, body, joinTags(tags), language ?? '', ownerId === null ? 'no' : 'yes'],
      ...[actions.note, joinTags(actions.tags), actions.then],
      joinTags(attachments.map(({ name }) => name)),
    ],
  )
  return writeTable([HEAD, ...rows])
}

/** Writes a table as CSV. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function cell(value: string): string {
  const safe = guarded(value)
  return /[",\r\n;\t|]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
