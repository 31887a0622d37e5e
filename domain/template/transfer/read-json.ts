import { fieldsOf, plainName, saysYes, splitTags } from './columns.ts'
import { formatOf } from './format-of.ts'
import type { Source, SourceRow } from './source-row.ts'
import { isEntry, isInactive, listIn, unwrapped, withoutFolders, type Entry } from './unwrap.ts'

/**
 * Reads templates from JSON: Baton's own, other programs' exports and API answers, and any other list of objects with
 * a text. Returns null for other JSON. Throws only what `JSON.parse` throws.
 */
export function readJson(text: string): Source | null {
  return readEntries(JSON.parse(text), text)
}

/** Reads templates from a file with one JSON value a line; null if it is not one. */
export function readJsonLines(text: string): Source | null {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
  try {
    return readEntries(
      lines.map((line): unknown => JSON.parse(line)),
      null,
    )
  } catch {
    return null
  }
}

/**
 * Reads templates from a list of objects, in any wrapper. `text` is the source for line numbers, if they are wanted.
 */
export function readEntries(parsed: unknown, text: string | null): Source | null {
  const list = listIn(parsed)
  if (list === null) return null
  const entries = withoutFolders(list.entries)
  const lines = text === null ? [] : linesOfEntries(text, list.depth)
  // If a program writes everything on one line, line numbers would not help.
  const byLine = new Set(lines).size === entries.length
  const format = formatOf(parsed, entries)
  const rows = entries.map((entry, at) => {
    const line = (byLine ? lines[at] : undefined) ?? at + 1
    const row = isEntry(entry) ? rowOf(format === 'baton' ? entry : unwrapped(entry), line) : null
    if (!row || !isEntry(entry)) return { line, broken: 'not-a-template' } as const
    // Another program's further actions are not imported.
    return format === 'baton' ? { ...row, ...actionsOf(entry) } : row
  })
  return { format, counted: byLine ? 'line' : 'entry', rows }
}

function actionsOf({ actions }: Entry): Pick<SourceRow, 'actions'> {
  if (!isEntry(actions)) return {}
  const { tags, note, then } = actions
  return { actions: { tags: namesIn(tags), note: textOf(note) ?? '', then: textOf(then) ?? '' } }
}

/** Null without a text. Only own properties are read, never inherited ones. */
function rowOf(entry: Entry, line: number): SourceRow | null {
  const fields = fieldsOf(Object.keys(entry), (key) => writtenIn(entry[key]).trim() !== '')
  const at = (field: Parameters<NonNullable<typeof fields>['get']>[0]) => {
    const key = fields?.get(field)
    return key === undefined ? undefined : entry[key]
  }
  const said = at('body')
  if (typeof said !== 'string' && !Array.isArray(said)) return null
  const parts = writtenIn(said)
  // Lines within HTML tags are no line breaks otherwise.
  const body =
    Array.isArray(said) && /<\/?[a-z]/i.test(parts) ? parts.replaceAll('\n', '<br>') : parts
  const row: SourceRow = { line, body }
  const shortcut = textOf(at('shortcut'))
  const title = textOf(at('title'))
  const language = textOf(at('language'))
  if (shortcut !== undefined) row.shortcut = shortcut
  if (title !== undefined) row.title = title
  if (language !== undefined) row.language = language
  const tags = at('tags')
  if (tags !== undefined) row.tags = namesIn(tags)
  const personal = at('personal')
  if (typeof personal === 'boolean') row.personal = personal
  else if (typeof personal === 'string') row.personal = saysYes(personal)
  const files = at('files')
  if (files !== undefined) row.files = namesIn(files)
  const names = new Map(Object.keys(entry).map((key) => [plainName(key), key]))
  if (isInactive((name) => entry[names.get(name) ?? ''])) row.inactive = true
  return row
}

/** Deeper than any program nests the parts of a text. */
const PARTS_DEEPEST = 5

/** A text, or a text in parts: lines, or blocks that each have a text or items. */
function writtenIn(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (depth > PARTS_DEEPEST) return ''
  if (Array.isArray(value)) {
    const parts: unknown[] = value
    return parts.map((part) => writtenIn(part, depth + 1)).join('\n')
  }
  if (!isEntry(value)) return ''
  const { text, content, items } = value
  if (Array.isArray(items)) return items.map((item) => `- ${writtenIn(item, depth + 1)}`).join('\n')
  return writtenIn(text ?? content, depth + 1)
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : undefined
}

function nameOf(one: Entry): string | undefined {
  return ['title', 'name', 'filename', 'file_name'].map((key) => textOf(one[key])).find(Boolean)
}

/** Tags and files: a list of names, of objects with a name, or names in one text. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return splitTags(value)
  if (isEntry(value)) return namesIn([value])
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    if (typeof one === 'string') return one.trim() === '' ? [] : [one.trim()]
    const named = isEntry(one) ? nameOf(one) : undefined
    return named === undefined || named.trim() === '' ? [] : [named.trim()]
  })
}

/** The lines, from 1, on which the entries of the first list at this depth begin. */
function linesOfEntries(text: string, depth: number): number[] {
  const lines: number[] = []
  let line = 1
  let open = 0
  let inText = false
  let expected = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\n') line += 1
    if (inText) {
      if (char === '\\') at += 1
      else if (char === '"') inText = false
      continue
    }
    if (expected && char !== undefined && /[^\s,\]]/.test(char)) {
      lines.push(line)
      expected = false
    }
    if (char === '"') inText = true
    else if (char === '[' || char === '{') {
      open += 1
      if (open === depth && char === '[') expected = true
    } else if (char === ']' || char === '}') {
      open -= 1
      expected = false
      if (open < depth && lines.length > 0) break
    } else if (char === ',' && open === depth && lines.length > 0) expected = true
  }
  return lines
}
