/**
 * The help article that an AI answer names as its source; null if it names none. In every wording the source is the
 * last line, in italics, with the article in quotation marks.
 */
export function articleOf(answer: string): string | null {
  return /\n\*[^*\n“]*“(.+)”[^*\n”]*\*\s*$/.exec(answer)?.[1] ?? null
}
