import Papa from 'papaparse'
import { fieldsOf, hasAll, saysYes, splitTags, type Field } from './columns.ts'
import { withoutGuard } from './guard-cell.ts'
import type { BrokenRow, Source, SourceFormat, SourceRow } from './source-row.ts'

/** The columns of Briskine's export that hardly anybody else has together. */
const BRISKINE = ['title', 'shortcut', 'subject', 'body']

/**
 * Reads templates from a table: comma, semicolon, tab or pipe between the cells, found out by itself, and whatever line ends. Answers
 * null when none of its columns holds texts. Never throws.
 */
export function readCsv(text: string): Source | null {
  const table = readTable(text)
  const [head, ...records] = table.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const fields = head ? fieldsOf(head.cells) : null
  if (!head || !fields) return null
  const columns = new Map<Field, number>()
  for (const [field, name] of fields) columns.set(field, head.cells.indexOf(name))
  const rows = records.map(({ cells, line, unclosed }): SourceRow | BrokenRow => {
    if (unclosed) return { line, broken: 'unclosed-quote' }
    if (cells.length < 2 && head.cells.length > 1) return { line, broken: 'not-a-template' }
    return rowOf(cells, columns, line)
  })
  return { format: formatOf(head.cells), counted: 'line', rows }
}

interface TableRow {
  cells: string[]
  line: number
  /** A quote was opened in it and never closed: all that follows has fallen into one cell. */
  unclosed: boolean
}

const DELIMITERS = [',', ';', '\t', '|']

/** What stands between cells: that with which the first row names the most columns that are known. */
function delimiterOf(text: string): string {
  const known = DELIMITERS.map((delimiter) => {
    const [head = []] = Papa.parse<string[]>(text, { delimiter, preview: 1 }).data
    return { delimiter, count: fieldsOf(head)?.size ?? 0 }
  })
  return known.reduce((best, one) => (one.count > best.count ? one : best)).delimiter
}

function readTable(text: string): TableRow[] {
  const rows: TableRow[] = []
  let end = 0
  let line = 1
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
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
  const [note, along, then] = [cell('noteAlong'), cell('tagsAlong'), cell('then')]
  if (note || along || then) {
    row.actions = { note: note ?? '', tags: splitTags(along ?? ''), then: then ?? '' }
  }
  const files = cell('files')
  if (files) row.files = splitTags(files)
  return row
}
