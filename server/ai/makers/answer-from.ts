import type { Section } from '../knowledge/parse-article.ts'

/** The answer a section gives, with its article named so that it can be checked. Markdown. */
export function answerFrom(section: Section): string {
  return `${section.text}\n\n*From our help article “${section.article}”*`
}

/** The help article an answer names as its source; null for any other words of the AI. */
export function articleOf(answer: string): string | null {
  return /\n\*From our help article “(.+)”\*\s*$/.exec(answer)?.[1] ?? null
}
