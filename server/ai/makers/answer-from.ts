import type { Section } from '../knowledge/parse-article.ts'

/** The answer a section gives, with its article named so that it can be checked. Markdown. */
export function answerFrom(section: Section): string {
  return `${section.text}\n\n*From our help article “${section.article}”*`
}
