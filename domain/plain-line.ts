import { beginningOf } from './beginning-of.ts'
import type { Author } from '@baton/protocol/message.ts'

/** How many characters of a message are used: no line of a list shows more. */
export const LOOKED_AT = 300

/** Markdown's marks around words, and their replacements: fences and beginnings of lines first. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:```|~~~).*$/gm, ''],
  [/^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+)+/gm, ''],
  [/!?\[([^\]\n]+)\]\([^)\s]*\)/g, '$1'],
  [/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, '$2'],
  [/(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])/g, '$1'],
  [/(?<!\w)_(?=\S)([^_\n]+)(?<=\S)_(?!\w)/g, '$1'],
  [/`([^`\n]+)`/g, '$1'],
]

/** The beginning of a message on one line: customers' text as typed, other authors' without Markdown. */
export function lineSaidBy({ kind }: Pick<Author, 'kind'>, text: string): string {
  return kind === 'customer' ? onOneLine(beginningOf(text, LOOKED_AT)) : plainLine(text)
}

/**
 * The beginning of a message on one line, without Markdown's marks, for places that do not render it. Similar signs
 * (`2 * 3`, `order_id`) stay.
 */
export function plainLine(text: string): string {
  let line = beginningOf(text, LOOKED_AT)
  for (const [mark, kept] of MARKS) line = line.replace(mark, kept)
  // If only marks were in it, such as a fence, show the text itself.
  return onOneLine(line) || onOneLine(beginningOf(text, LOOKED_AT))
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
