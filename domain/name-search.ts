import { fitOf, holdsWords } from './palette-search.ts'
import { mayBeMistaken, searchWords } from './search-text.ts'

/** Names looked through before whoever searches may do something else. */
const AT_ONCE = 500

/** One that fits: how well, and at which place of the order. */
export interface NameFit {
  id: string
  fit: number
  /** The fit with its bonus. */
  score: number
  at: number
}

/**
 * The `limit` best of many names, as `searchPalette` would find them; among equals the order of `ids` stays. It stops
 * after every few hundred, so that a search of a hundred thousand holds up no frame: go on by `next`. `namesOf` gives a
 * name and what else it is found by, a line each, folded; `bonus` is added to the fit.
 */
export function* searchNames(
  ids: readonly string[],
  namesOf: (id: string) => string | undefined,
  query: string,
  limit: number,
  bonus: (id: string) => number,
): Generator<void, NameFit[]> {
  const words = searchWords(query)
  const exactly = yield* look(false)
  if (exactly.held || !words.some(mayBeMistaken)) return exactly.best
  return (yield* look(true)).best

  /** `held`: whether any name holds the words as typed. */
  function* look(forgiving: boolean): Generator<void, { best: NameFit[]; held: boolean }> {
    let best: NameFit[] = []
    let held = false
    for (const [at, id] of ids.entries()) {
      if (at % AT_ONCE === AT_ONCE - 1) {
        best = firstOf(best, limit)
        yield
      }
      const fit = fitOf(findable(namesOf(id) ?? ''), words, forgiving)
      held ||= holdsWords({ fit })
      if (fit > 0) best.push({ id, fit, score: fit + bonus(id), at })
    }
    return { best: firstOf(best, limit), held }
  }
}

function findable(names: string): { title: string; more: string } {
  const end = names.indexOf('\n')
  if (end === -1) return { title: names, more: '' }
  return { title: names.slice(0, end), more: names.slice(end + 1).replaceAll('\n', ' ') }
}

function firstOf(found: readonly NameFit[], limit: number): NameFit[] {
  return [...found].sort((a, b) => b.score - a.score || a.at - b.at).slice(0, limit)
}
