import type { Author } from '@baton/protocol/message.ts'

/** Escapes a line, so that Markdown renders it as it is. */
export function escapeMarkdown(line: string): string {
  return line
    .replace(/[\\`*[\]<>~|]|&(?=[#\p{L}])/gu, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^[#+-](?=\s|$)|^(?:-{3,}|={3,}|#{2,6})/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
}

/** A message as Markdown. Customers write plain text, so theirs is escaped. */
export function asMarkdown(author: Pick<Author, 'kind'>, text: string): string {
  if (author.kind !== 'customer') return text
  return text
    .split('\n')
    .map((line) => escapeMarkdown(line.trim()))
    .join('\n')
}
