import type { AiWords } from '@baton/protocol/team-settings.ts'
import type { Section } from '../knowledge/parse-article.ts'

/** The answer a section gives, with its article named so that it can be checked. Markdown: see `articleOf`. */
export function answerFrom(section: Section, { source }: Pick<AiWords, 'source'>): string {
  const named = source.replace('{article}', () => `“${section.article}”`)
  return `${section.text}\n\n*${named}*`
}
