import MiniSearch from 'minisearch'
import type { Section } from './parse-article.ts'
import { termsOf, toTerm, wordsOf } from './terms.ts'

export interface Found {
  section: Section
  /** From 0 to 1: how surely the section is about what was asked. */
  confidence: number
}

export type Search = (question: string) => Found | null

/** Below this the AI agent does not answer; set by `calibration.test.ts` on real customers' questions. */
export const CONFIDENT = 0.45

/**
 * Full-text search over sections. A score of MiniSearch says which section fits best, but not whether it fits:
 * it grows with the number of words asked. So confidence is made of two ratios. Coverage: how much of the
 * question's topical words, rare ones counting more, stand in the section (unknown words count against it,
 * half). Lead: how far the section is before the best one of another article.
 */
export function createSearch(sections: readonly Section[]): Search {
  const index = new MiniSearch<Section>({
    fields: ['heading', 'tags', 'article', 'text'],
    tokenize: wordsOf,
    processTerm: toTerm,
    searchOptions: {
      boost: { heading: 3, tags: 1.5, article: 1.5 },
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      prefix: (term) => term.length > 4,
      weights: { fuzzy: 0.4, prefix: 0.6 },
    },
  })
  index.addAll(sections)
  const byId = new Map(sections.map((section) => [section.id, section]))
  const rarity = rarityOf(sections)

  return (question) => {
    const asked = termsOf(question)
    // Made into terms already, and doing it twice would cut more off.
    const results = index.search(asked.join(' '), { processTerm: (term) => term })
    const best = results[0]
    const section = best && byId.get(String(best.id))
    if (!best || !section) return null
    const rival = results.find((result) => byId.get(String(result.id))?.article !== section.article)
    const lead = 1 - (rival?.score ?? 0) / best.score
    const found = new Set(best.queryTerms)
    const coverage =
      sum(asked.filter((term) => found.has(term)).map(rarity)) / sum(asked.map(rarity))
    return { section, confidence: coverage * (0.75 + 0.25 * Math.min(1, lead * 2)) }
  }
}

/** Weight of a term: rare ones say more. A word the articles do not know may be a name or chatter: half. */
function rarityOf(sections: readonly Section[]): (term: string) => number {
  const counts = new Map<string, number>()
  for (const { article, heading, tags, text } of sections) {
    for (const term of termsOf(`${article} ${heading} ${tags} ${text}`)) {
      counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  }
  const rarest = Math.log(1 + sections.length)
  return (term) => {
    const count = counts.get(term)
    return count === undefined ? rarest / 2 : Math.log(1 + sections.length / count)
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
