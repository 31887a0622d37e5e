/** Characters of a message that are looked at: no line of a list shows more. */
export const LOOKED_AT = 300

/** What Markdown writes around words, and what is left of it: fences and line beginnings first. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:```|~~~).*$/gm, ''],
  [/^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+)+/gm, ''],
  [/!?\[([^\]\n]+)\]\([^)\s]*\)/g, '$1'],
  [/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, '$2'],
  [/(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])/g, '$1'],
  [/(?<!\w)_(?=\S)([^_\n]+)(?<=\S)_(?!\w)/g, '$1'],
  [/`([^`\n]+)`/g, '$1'],
]

/**
 * The beginning of a message on one line, as it reads where Markdown is not rendered: without its signs. What only
 * looks like them (`2 * 3`, `order_id`) stays.
 */
export function plainLine(text: string): string {
  let line = text.slice(0, LOOKED_AT)
  for (const [mark, kept] of MARKS) line = line.replace(mark, kept)
  return line.replace(/\s+/g, ' ').trim()
}
