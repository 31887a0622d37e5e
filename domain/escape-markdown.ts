import type { Author } from '@baton/protocol/message.ts'

/** A line as Markdown that means the line itself: what would be a mark gets a backslash. */
export function escapeMarkdown(line: string): string {
  return line
    .replace(/[\\`*[\]<>~|]|&(?=[#\p{L}])/gu, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^[#+-](?=\s|$)|^(?:-{3,}|={3,}|#{2,6})/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
}

/** What somebody said as Markdown: customers write plain text, and every sign of it is meant. */
export function asMarkdown(author: Pick<Author, 'kind'>, text: string): string {
  if (author.kind !== 'customer') return text
  return text
    .split('\n')
    .map((line) => escapeMarkdown(line.trim()))
    .join('\n')
}
