import { fieldsOf, hasAll, saysYes, splitTags } from './columns.ts'
import type { Source, SourceFormat, SourceRow } from './source-row.ts'

/** Name under which Baton writes what it exports. */
export const BATON_FORMAT = 'baton-templates'

/** Keys under which programs hide the list they export. */
const LISTS = ['templates', 'payload', 'data', 'canned_responses', 'items', 'responses', 'results']

/**
 * Reads templates from JSON: Baton's own, what Chatwoot's and Briskine's interfaces answer, and any other list of
 * objects with a text in them. Answers null when it is JSON of some other kind, and throws nothing but what
 * `JSON.parse` does.
 */
export function readJson(text: string): Source | null {
  const parsed: unknown = JSON.parse(text)
  const list = listIn(parsed)
  if (list === null) return null
  const lines = linesOfEntries(text, list.depth)
  // Programs write all of it on one line, which would tell nobody where to look.
  const byLine = new Set(lines).size === list.entries.length
  const objects = list.entries.map((entry, at) => ({
    entry,
    line: (byLine ? lines[at] : undefined) ?? at + 1,
  }))
  const first = objects.map(({ entry }) => entry).find(isObject)
  const format = formatOf(parsed, first)
  const rows = objects.map(
    ({ entry, line }) =>
      (isObject(entry) ? rowOf(entry, line) : null) ??
      ({ line, broken: 'not-a-template' } as const),
  )
  return { format, counted: byLine ? 'line' : 'entry', rows }
}

interface Found {
  entries: unknown[]
  /** How many brackets are open where its entries begin. */
  depth: number
}

function listIn(value: unknown, depth = 1): Found | null {
  if (Array.isArray(value)) return { entries: value, depth }
  if (!isObject(value) || depth > 3) return null
  for (const key of LISTS) {
    const found = Object.hasOwn(value, key) ? listIn(value[key], depth + 1) : null
    if (found) return found
  }
  return null
}

function formatOf(parsed: unknown, first: Record<string, unknown> | undefined): SourceFormat {
  if (isObject(parsed) && parsed['format'] === BATON_FORMAT) return 'baton'
  if (!first) return 'other'
  const keys = Object.keys(first)
  if (hasAll(keys, ['short_code', 'content'])) return 'chatwoot'
  const html = typeof first['body'] === 'string' && /<\/?[a-z][^>]*>/i.test(first['body'])
  if (html && hasAll(keys, ['title', 'shortcut', 'body'])) return 'briskine'
  return 'other'
}

/** Null when there is no text in it. Only what the object itself has is read, never what it inherits. */
function rowOf(entry: Record<string, unknown>, line: number): SourceRow | null {
  const fields = fieldsOf(Object.keys(entry))
  const at = (field: Parameters<NonNullable<typeof fields>['get']>[0]) => {
    const key = fields?.get(field)
    return key === undefined ? undefined : entry[key]
  }
  const body = at('body')
  if (typeof body !== 'string') return null
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
  const actions = entry['actions']
  if (isObject(actions)) {
    row.actions = {
      tags: namesIn(actions['tags']),
      note: textOf(actions['note']) ?? '',
      then: textOf(actions['then']) ?? '',
    }
  }
  return row
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : undefined
}

/** Tags and files come as names, as objects that have one, or as names in one text. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return splitTags(value)
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    if (typeof one === 'string') return one.trim() === '' ? [] : [one.trim()]
    const named = isObject(one) ? (textOf(one['title']) ?? textOf(one['name'])) : undefined
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
