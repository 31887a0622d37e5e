import MiniSearch from 'minisearch'
import type { Section } from './parse-article.ts'
import { termsOf, toTerm, wordsOf } from '@baton/domain/topic/terms.ts'

export interface Found {
  section: Section
  /** From 0 to 1: how surely the section is about what was asked. */
  confidence: number
}

export type Search = (question: string) => Found | null

/** The sections that have anything to do with a question, the likeliest first; `rank` is from 0 to 1. */
export type Ranking = (question: string) => { section: Section; rank: number }[]

/** Below this the AI agent does not answer; set by `calibration.test.ts` on real customers' questions. */
export const CONFIDENT = 0.45

/** Terms of a question that are looked up: of a longer one the last. */
const TERMS_MAX = 40
/** Letters of a term that may be misspelt; a longer one is no word, and looking for its like takes longest. */
const LIKE_MIN = 5
const LIKE_MAX = 20

/** How much of a term's weight a section gets that has it only there. */
const FIELDS: Readonly<Record<string, number>> = {
  heading: 1,
  also: 1,
  tags: 0.6,
  article: 0.6,
  text: 0.4,
}
/** For a word that is only like the asked one: a slip of the pen, or another form of it. */
const ALIKE = 0.7

/** Full-text search over sections: the one that answers a question, and how surely it does. */
export function createSearch(ranking: Ranking): Search {
  return (question) => {
    const [best, rival] = ranking(question)
    if (!best) return null
    const lead = 1 - (rival?.rank ?? 0) / best.rank
    const confidence = best.rank * (0.35 + 0.65 * Math.min(1, lead * 5))
    return { section: best.section, confidence }
  }
}

/**
 * Ranks sections by full text. A score of MiniSearch says which section fits best, but not whether it fits:
 * it grows with the number of words asked. So the index only tells where each term stands, and confidence is
 * made of three ratios. Coverage: how much of the question's topical words, rare ones counting more, the section
 * is about (its heading says more than its text; words nobody wrote an article on count against it, half).
 * Likeness: how much the question and the section's heading, or a phrase of its tags, have in common out of
 * both. Lead: how far the section is before the next one, of the same article or another: where two fit alike,
 * neither is surely meant.
 */
export function createRanking(sections: readonly Section[]): Ranking {
  const index = new MiniSearch<Section>({
    fields: Object.keys(FIELDS),
    tokenize: wordsOf,
    processTerm: toTerm,
  })
  index.addAll(sections)
  const byId = new Map(sections.map((section) => [section.id, section]))
  const rarity = rarityOf(sections)
  const phrases = new Map(
    sections.map(({ id, heading, also }) => [id, [heading, ...also.split(',')].map(termsOf)]),
  )

  return (question) => {
    const asked = termsOf(question).slice(-TERMS_MAX)
    const all = sum(asked.map(rarity))
    const covered = new Map<string, number>()
    for (const term of asked) {
      for (const [id, strength] of standingsOf(index, term)) {
        covered.set(id, (covered.get(id) ?? 0) + (strength * rarity(term)) / all)
      }
    }
    return [...covered]
      .flatMap(([id, coverage]) => {
        const section = byId.get(id)
        if (!section) return []
        const shares = (phrases.get(id) ?? []).map((phrase) => {
          const shared = sum(phrase.filter((term) => asked.includes(term)).map(rarity))
          return (2 * shared) / (sum(phrase.map(rarity)) + all)
        })
        return [{ section, rank: coverage * 0.6 + Math.max(...shares) * 0.4 }]
      })
      .sort((a, b) => b.rank - a.rank)
  }
}

/** How strongly each section is about a term; known words are taken as they are, others as what they are like. */
function standingsOf(index: MiniSearch<Section>, term: string): [id: string, strength: number][] {
  const asIs = { processTerm: (word: string) => word, tokenize: (word: string) => [word] }
  const exact = index.search(term, asIs)
  const like = { ...asIs, fuzzy: 0.2, prefix: true }
  const isWord = term.length >= LIKE_MIN && term.length <= LIKE_MAX
  const results = exact.length > 0 || !isWord ? exact : index.search(term, like)
  const factor = exact.length > 0 ? 1 : ALIKE
  return results.map(({ id, match }) => {
    const places = Object.values(match).flat()
    return [String(id), factor * Math.max(...places.map((field) => FIELDS[field] ?? 0))]
  })
}

/** Weight of a term: rare ones say more. A word the articles do not know may be a name or chatter: half. */
function rarityOf(sections: readonly Section[]): (term: string) => number {
  const counts = new Map<string, number>()
  for (const { article, heading, also, tags, text } of sections) {
    for (const term of termsOf(`${article}\n${heading}\n${also}\n${tags}\n${text}`)) {
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
