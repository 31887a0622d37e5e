/** A field that a column or key of a file may hold. */
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
 * The names of each field in English and Indonesian, in any case and with any signs between words. Baton writes the
 * first one.
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

/** Words that programs add to such a name: "Macro name", "Isi balasan". */
const OF_WHAT = new Set([
  ...['macro', 'template', 'snippet', 'canned', 'saved', 'quick', 'reply', 'response', 'message'],
  ...['templat', 'balasan', 'pesan'],
])

/**
 * Finds the key of each field. If several keys fit, the name listed first above wins, unless `holds` says that it is
 * empty. Null without a key for the body, since then there is nothing to import.
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

/** Whether a key is one of the names above, and not only an added word. */
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

/** Whether a list of keys has all of these, in any order. */
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

/** Splits a cell into tags at commas and semicolons. A backslash before one makes it part of a tag. */
export function splitTags(cell: string): string[] {
  const tags = cell.match(/(?:\\.|[^,;\\]|\\$)+/gsu) ?? []
  return tags.map((tag) => tag.replace(/\\([,;\\])/g, '$1').trim()).filter(Boolean)
}

/** Joins tags so that `splitTags` reads them again. */
export function joinTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replace(/[,;\\]/g, '\\$&')).join(', ')
}

/** Whether a cell means yes, in the words that people and programs write. */
export function saysYes(cell: string): boolean {
  return /^(?:true|yes|y|1|x|personal|private|ya|pribadi)$/i.test(cell.trim())
}
