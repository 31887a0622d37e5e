/**
 * The help article that an answer names as its source; null for any other words of the AI. Whatever the words are and in
 * whichever language, they are the last line, in italics, with the article in quotation marks.
 */
export function articleOf(answer: string): string | null {
  return /\n\*[^*\n“]*“(.+)”[^*\n”]*\*\s*$/.exec(answer)?.[1] ?? null
}
