import Papa from 'papaparse'
import { fieldsOf, hasAll, plainName, saysYes, splitTags, type Field } from './columns.ts'
import { withoutGuard } from './guard-cell.ts'
import type { BrokenRow, Source, SourceFormat, SourceRow } from './source-row.ts'
import { isInactive } from './unwrap.ts'

/** The columns of Briskine's export; hardly any other program has all of them. */
const BRISKINE = ['title', 'shortcut', 'subject', 'body']

/**
 * Reads templates from a table. The delimiter (comma, semicolon, tab or pipe) is detected, and any line ends are
 * accepted. Returns null if no column has texts. A first line `sep=;`, as Excel writes it, sets the delimiter; other
 * programs quote it and add cells. Other rows may come above the head. Never throws.
 */
export function readCsv(text: string): Source | null {
  const [, said] = /^"?sep *= *([^\r\n]?)[",;|\s]*?(?:\r\n?|\n)/i.exec(text) ?? []
  // The line stays, emptied, so that the others keep their numbers.
  const table = readTable(said === undefined ? text : text.replace(/^[^\r\n]*/, ''), said)
  const written = table.filter(({ cells }) => isWritten(cells))
  const top = headIn(written.map(({ cells }) => cells))
  const [head, ...records] = written.slice(top)
  const fields = head ? fieldsOf(head.cells) : null
  if (!head || !fields) return null
  const columns = new Map<Field, number>()
  for (const [field, name] of fields) columns.set(field, head.cells.indexOf(name))
  const format = formatOf(head.cells)
  const names = head.cells.map(plainName)
  const rows = records.map(({ cells, line, unclosed }): SourceRow | BrokenRow => {
    if (unclosed) return { line, broken: 'unclosed-quote' }
    if (cells.length < 2 && head.cells.length > 1) return { line, broken: 'not-a-template' }
    const row = rowOf(cells, columns, line)
    if (row.body.trim() === '') row.body = otherBody(head.cells, cells)
    if (isInactive((name) => cells[names.indexOf(name)])) row.inactive = true
    // In another program's file a note is no note for the team, so no actions are read.
    return format === 'baton' ? { ...row, ...actionsOf(cells, columns) } : row
  })
  return { format, counted: 'line', rows }
}

interface TableRow {
  cells: string[]
  line: number
  /** A quote was never closed: everything after it is in one cell. */
  unclosed: boolean
}

/** Most rows above the head. */
const ABOVE_MOST = 10

function isWritten(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '')
}

/** The row that names the columns: the first one or, below a title or note, the first that names at least two. */
function headIn(rows: readonly (readonly string[])[]): number {
  if (fieldsOf(rows[0] ?? [])) return 0
  const at = rows.slice(0, ABOVE_MOST).findIndex((cells) => (fieldsOf(cells)?.size ?? 0) > 1)
  return Math.max(0, at)
}

const DELIMITERS = [',', ';', '\t', '|']

/** The delimiter by which the head names the most known columns. */
function delimiterOf(text: string): string {
  const known = DELIMITERS.map((delimiter) => {
    const preview = 2 * ABOVE_MOST
    const rows = Papa.parse<string[]>(text, { delimiter, preview }).data.filter(isWritten)
    return { delimiter, count: fieldsOf(rows[headIn(rows)] ?? [])?.size ?? 0 }
  })
  return known.reduce((best, one) => (one.count > best.count ? one : best)).delimiter
}

function readTable(text: string, said?: string): TableRow[] {
  const rows: TableRow[] = []
  let end = 0
  let line = 1
  Papa.parse<string[]>(text, {
    delimiter: said && DELIMITERS.includes(said) ? said : delimiterOf(text),
    step({ data, errors, meta }) {
      const unclosed = errors.some(({ code }) => code === 'MissingQuotes')
      rows.push({ cells: data.map(withoutGuard), line, unclosed })
      line += (text.slice(end, meta.cursor).match(/\r\n|\r|\n/g) ?? []).length
      end = meta.cursor
    },
  })
  return rows
}

function formatOf(head: readonly string[]): SourceFormat {
  if (hasAll(head, ['short_code', 'content'])) return 'chatwoot'
  if (hasAll(head, BRISKINE)) return 'briskine'
  return hasAll(head, ['shortcut', 'body', 'personal', 'language']) ? 'baton' : 'other'
}

function rowOf(cells: readonly string[], columns: Map<Field, number>, line: number): SourceRow {
  const cell = (field: Field) => cells[columns.get(field) ?? -1]
  const row: SourceRow = { line, body: cell('body') ?? '' }
  const [shortcut, title, tags, language] = [
    cell('shortcut'),
    cell('title'),
    cell('tags'),
    cell('language'),
  ]
  if (shortcut) row.shortcut = shortcut
  if (title) row.title = title
  if (tags) row.tags = splitTags(tags)
  if (language) row.language = language
  const personal = cell('personal')
  if (personal !== undefined) row.personal = saysYes(personal)
  const files = cell('files')
  if (files) row.files = splitTags(files)
  return row
}

/** Some programs have several columns for a text, plain and HTML, and leave the first one empty. */
function otherBody(head: readonly string[], cells: readonly string[]): string {
  const at = (name: string) => cells[head.indexOf(name)] ?? ''
  const name = fieldsOf(head, (one) => at(one).trim() !== '')?.get('body')
  return name === undefined ? '' : at(name)
}

function actionsOf(
  cells: readonly string[],
  columns: Map<Field, number>,
): Pick<SourceRow, 'actions'> {
  const cell = (field: Field) => cells[columns.get(field) ?? -1] ?? ''
  const [note, along, then] = [cell('noteAlong'), cell('tagsAlong'), cell('then')]
  return note || along || then ? { actions: { note, tags: splitTags(along), then } } : {}
}
