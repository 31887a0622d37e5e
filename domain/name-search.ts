import { fitOf, holdsWords } from './palette-search.ts'
import { mayBeMistaken, searchWords } from './search-text.ts'

/** Names searched before the generator yields. */
const AT_ONCE = 500

/** A match: its fit, and its index in the order. */
export interface NameFit {
  id: string
  fit: number
  /** The fit plus its bonus. */
  score: number
  at: number
}

/**
 * Finds the `limit` best of many names, as `searchPalette` would; ties keep the order of `ids`. It is a generator
 * that yields every few hundred names, so that a search of a hundred thousand blocks no frame: continue with `next`.
 * `namesOf` gives a name and its other searchable texts, a line each, folded. `bonus` is added to the fit.
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

  /** `held`: whether any name has the words as typed. */
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
