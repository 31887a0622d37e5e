/** What a column or a key of a file may hold. */
export type Field =
  | 'shortcut'
  | 'title'
  | 'body'
  | 'tags'
  | 'language'
  | 'personal'
  | 'noteAlong'
  | 'tagsAlong'
  | 'then'
  | 'files'

/**
 * What each is called, in English and Indonesian, in any letters and with any signs between the words; the first one is
 * what Baton writes.
 */
export const NAMES: Record<Field, readonly string[]> = {
  shortcut: [
    ...['shortcut', 'shortcode', 'short', 'code', 'trigger', 'abbreviation', 'keyword', 'key'],
    ...['pintasan', 'singkatan', 'kode'],
  ],
  title: ['title', 'name', 'label', 'subject', 'description', 'judul', 'nama', 'subjek'],
  body: [
    ...['body', 'content', 'text', 'message', 'reply', 'response', 'template', 'answer', 'value'],
    ...['body html', 'body text', 'content html', 'replace', 'markdown', 'html', 'form', 'comment'],
    ...['isi', 'teks', 'pesan', 'balasan', 'jawaban', 'konten', 'komentar'],
  ],
  tags: [
    ...['tags', 'tag', 'folder', 'folders', 'category', 'categories', 'group', 'labels'],
    ...['kategori', 'grup'],
  ],
  language: ['language', 'lang', 'locale', 'bahasa'],
  personal: ['personal', 'private', 'pribadi'],
  noteAlong: ['note'],
  tagsAlong: ['conversation tags'],
  then: ['then'],
  files: ['files', 'attachments'],
}

/**
 * Which key holds which field. Of several that could be the same one, the name that comes first above wins; `null`
 * when there is none for the text itself, without which there is nothing to take.
 */
export function fieldsOf(keys: readonly string[]): Map<Field, string> | null {
  const plain = keys.map((key) => ({ key, name: plainName(key) }))
  const found = new Map<Field, string>()
  for (const [field, names] of entriesOf(NAMES)) {
    const name = names.map(plainName).find((one) => plain.some((known) => known.name === one))
    const key = plain.find((known) => known.name === name)?.key
    if (key !== undefined) found.set(field, key)
  }
  return found.has('body') ? found : null
}

/** Whether a list of names has all of these, in whatever order. */
export function hasAll(keys: readonly string[], wanted: readonly string[]): boolean {
  const names = new Set(keys.map(plainName))
  return wanted.every((name) => names.has(plainName(name)))
}

/** A name without case and signs. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function entriesOf<K extends string, V>(record: Record<K, V>): [K, V][] {
  const entries: [K, V][] = []
  for (const key in record) entries.push([key, record[key]])
  return entries
}

/** Several tags in one cell: between commas or semicolons; one with a backslash before it is part of a tag. */
export function splitTags(cell: string): string[] {
  const tags = cell.match(/(?:\\.|[^,;\\]|\\$)+/gsu) ?? []
  return tags.map((tag) => tag.replace(/\\([,;\\])/g, '$1').trim()).filter(Boolean)
}

/** Writes tags so that `splitTags` reads the same ones. */
export function joinTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replace(/[,;\\]/g, '\\$&')).join(', ')
}

/** Whether a cell says yes, in the words that people and programs write. */
export function saysYes(cell: string): boolean {
  return /^(?:true|yes|y|1|x|personal|private|ya|pribadi)$/i.test(cell.trim())
}
