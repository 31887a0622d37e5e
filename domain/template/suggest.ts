import type { Template } from '@baton/protocol/template.ts'
import MiniSearch from 'minisearch'
import { termsOf, toTerm, wordsOf } from '../topic/terms.ts'
import type { Preference } from './index-templates.ts'
import { languageRank } from './offered-language.ts'

/** Most suggestions. */
export const SUGGESTIONS = 3
/**
 * Which share of a question's topics a template has to cover, from 0 to 1. Set by `suggest.test.ts` on real
 * customers' questions.
 */
const ENOUGH = 0.3
/** A template with less than this share of the best score is about another topic. */
const NEAR_BEST = 0.4
/** Templates that are indexed before a pause. */
const CHUNK = 16

/** The weight of a word by the field it is in. */
const FIELDS: Readonly<Record<string, number>> = { title: 3, shortcut: 2, tags: 1.5, body: 1 }
/** The bonus for use: a template used a hundred times comes a little before an unused one. */
const PER_DECADE = 0.05

/** Finds templates that answer a question, by BM25 over their topical words. It uses no network. */
export interface Suggester {
  /** Indexes new and changed templates and removes deleted ones, a few at a time, so that it blocks nobody. */
  update: (templates: readonly Template[]) => Promise<void>
  /** The best matches, best first; empty if none is close enough. */
  suggest: (question: string, preference: Preference) => Template[]
}

/** Makes an empty suggester. It awaits `pause` between two slices of its work. */
export function createSuggester(pause: () => Promise<void>): Suggester {
  const known = new Map<string, Template>()
  const index = new MiniSearch<Template>({
    fields: Object.keys(FIELDS),
    tokenize: wordsOf,
    processTerm: toTerm,
    extractField: textOf,
  })

  async function update(templates: readonly Template[]) {
    const now = new Set(templates.map(({ id }) => id))
    for (const id of [...known.keys()].filter((id) => !now.has(id))) {
      index.discard(id)
      known.delete(id)
    }
    const changed = templates.filter((template) => !isSame(known.get(template.id), template))
    for (const [n, template] of changed.entries()) {
      if (n % CHUNK === CHUNK - 1) await pause()
      if (known.has(template.id)) index.replace(template)
      else index.add(template)
      known.set(template.id, template)
    }
  }

  /** Rare words weigh more. A word in no template may be a name or chatter, and weighs half. */
  function weightOf(term: string): number {
    const { length } = index.search(term, AS_IS)
    const all = known.size
    return Math.log(1 + all / Math.max(1, length)) / (length === 0 ? 2 : 1)
  }

  function suggest(question: string, { usesOf, readers }: Preference): Template[] {
    const terms = termsOf(question)
    const weights = new Map(terms.map((term) => [term, weightOf(term)]))
    const all = sum(weights.values())
    const results = index.search(terms.join(' '), {
      ...AS_IS,
      tokenize: () => terms,
      boost: FIELDS,
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
      boostDocument: (id) => 1 + PER_DECADE * Math.log10(1 + usesOf(String(id))),
    })
    const [best] = results
    const found: Template[] = []
    for (const { id, score, queryTerms, match } of results) {
      const template = known.get(String(id))
      // A single word in the body is coincidence: "free of charge".
      const named = Object.values(match)
        .flat()
        .some((field) => field !== 'body')
      if (!named && queryTerms.length < 2) continue
      const about = sum(queryTerms.map((term) => weights.get(term) ?? 0)) / all
      if (!template || about < ENOUGH || score < (best?.score ?? 0) * NEAR_BEST) continue
      const twin = found.findIndex(({ shortcut }) => shortcut === template.shortcut)
      const rank = languageRank(template.language, readers)
      if (twin === -1) found.push(template)
      else if (rank < languageRank(found[twin]?.language ?? null, readers)) found[twin] = template
    }
    return found.slice(0, SUGGESTIONS)
  }
  return { update, suggest }
}

const AS_IS = { tokenize: (word: string) => [word], processTerm: (word: string) => word }

function textOf(template: Template, field: string): string {
  switch (field) {
    case 'id':
      return template.id
    case 'tags':
      return template.tags.join(' ')
    case 'body':
      // The text of placeholders is never sent, so it does not count.
      return template.body.replace(/\{\{[^{}]*\}\}/g, ' ')
    case 'shortcut':
      return template.shortcut.replace(/[-_]/g, ' ')
    default:
      return template.title
  }
}

function isSame(one: Template | undefined, other: Template): boolean {
  return (
    one?.body === other.body &&
    one.title === other.title &&
    one.shortcut === other.shortcut &&
    one.tags.join('\n') === other.tags.join('\n') &&
    one.language === other.language
  )
}

function sum(numbers: Iterable<number>): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}
