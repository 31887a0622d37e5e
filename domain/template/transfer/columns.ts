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
    ...['prefix', 'pintasan', 'singkatan', 'kode'],
  ],
  title: ['title', 'name', 'label', 'subject', 'description', 'judul', 'nama', 'subjek'],
  body: [
    ...['body', 'content', 'text', 'message', 'reply', 'response', 'template', 'answer', 'value'],
    ...['body html', 'body text', 'content html', 'replace', 'markdown', 'html', 'form', 'comment'],
    ...[
      'chat text',
      'blocks',
      'message parts',
      'isi',
      'teks',
      'pesan',
      'balasan',
      'jawaban',
      'konten',
      'komentar',
    ],
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

/** What stands beside such a name where programs say of what it is the name: "Macro name", "Isi balasan". */
const OF_WHAT = new Set([
  ...['macro', 'template', 'snippet', 'canned', 'saved', 'quick', 'reply', 'response', 'message'],
  ...['templat', 'balasan', 'pesan'],
])

/**
 * Which key holds which field. Of several that could be the same one, the name that comes first above wins, unless
 * `holds` says that there is nothing under it; `null` when there is none for the text itself, without which there is
 * nothing to take.
 */
export function fieldsOf(
  keys: readonly string[],
  holds: (key: string) => boolean = () => true,
): Map<Field, string> | null {
  const exact = keys.map((key) => ({ key, name: plainName(key) }))
  const longer = keys.map((key) => ({ key, name: plainName(withoutOfWhat(key)) }))
  const found = new Map<Field, string>()
  for (const known of [exact, longer]) {
    const taken = new Set(found.values())
    for (const [field, names] of entriesOf(NAMES)) {
      if (found.has(field)) continue
      const those = names
        .map(plainName)
        .flatMap((name) => known.filter((one) => one.name === name && !taken.has(one.key)))
      const key = (those.find((one) => holds(one.key)) ?? those[0])?.key
      if (key !== undefined) found.set(field, key)
    }
  }
  return found.has('body') ? found : null
}

/** Whether one of the names above is said, and not only what it is the name of. */
export function isField(key: string): boolean {
  const name = plainName(key)
  return entriesOf(NAMES).some(([, names]) => names.some((one) => plainName(one) === name))
}

function withoutOfWhat(key: string): string {
  const words = key.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter(Boolean)
  const tells = (word: string) => !OF_WHAT.has(word.toLowerCase())
  const [from, to] = [words.findIndex(tells), words.findLastIndex(tells)]
  // "Canned response" is named by its last word.
  return from === -1 ? (words.at(-1) ?? '') : words.slice(from, to + 1).join(' ')
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
