/** A text without what is not seen of it: editors make other spaces and lines of those they are given. */
export function lettersOf(text: string): string {
  return text.replace(/[\s\u200b\u2060\ufeff]+/g, '')
}
