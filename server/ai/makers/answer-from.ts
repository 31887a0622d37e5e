import type { AiWords } from '@baton/protocol/team-settings.ts'
import type { Section } from '../knowledge/parse-article.ts'

/** The answer a section gives, with its article named so that it can be checked. Markdown: see `articleOf`. */
export function answerFrom(section: Section, words: Pick<AiWords, 'source'>): string {
  return `${section.text}\n\n${sourceLine([section.article], words)}`
}

/** The line of an answer that names the articles it is from, in the team's words. */
export function sourceLine(
  articles: readonly string[],
  { source }: Pick<AiWords, 'source'>,
): string {
  return `*${source.replace('{article}', () => `“${articles.join('”, “')}”`)}*`
}
