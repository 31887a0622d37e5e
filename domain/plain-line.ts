import { beginningOf } from './beginning-of.ts'
import type { Author } from '@baton/protocol/message.ts'

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

/** The beginning of what somebody said, on one line: customers' words as they typed them, the others' as they are read. */
export function lineSaidBy({ kind }: Pick<Author, 'kind'>, text: string): string {
  return kind === 'customer' ? onOneLine(beginningOf(text, LOOKED_AT)) : plainLine(text)
}

/**
 * The beginning of a message on one line, as it reads where Markdown is not rendered: without its signs. What only
 * looks like them (`2 * 3`, `order_id`) stays.
 */
export function plainLine(text: string): string {
  let line = beginningOf(text, LOOKED_AT)
  for (const [mark, kept] of MARKS) line = line.replace(mark, kept)
  // Where nothing is left of it, as of a word behind a fence, something was said all the same.
  return onOneLine(line) || onOneLine(beginningOf(text, LOOKED_AT))
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
