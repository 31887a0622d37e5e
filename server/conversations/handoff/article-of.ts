/** The help article an answer names as its source; null for any other words of the AI. */
export function articleOf(answer: string): string | null {
  return /\n\*From our help article “(.+)”\*\s*$/.exec(answer)?.[1] ?? null
}
