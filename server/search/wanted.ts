import { mayBeMistaken, searchWords } from '@baton/domain/search-text.ts'
import { withoutCountry } from '@baton/domain/written-numbers.ts'
import { slipsOf } from './slips.ts'
import { numberTerm, pairsOf, partOf, runsIn } from './terms.ts'

/** A word of an index, whole or as it begins. */
interface Term {
  text: string
  begins: boolean
}

/** Of each group one word has to be there. */
export type Wanted = readonly (readonly Term[])[]

/** The words of a query as both engines can look for them: letters and digits, numbers without their signs. */
export function wordsOf(query: string): string[] {
  return searchWords(query).flatMap((word) => word.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
}

/**
 * What an index is asked for to find words: whatever holds them is among what it finds. It may find more: signs within
 * numbers and words of scripts without spaces are looked for by their parts.
 */
export function wantedOf(words: readonly string[], almost: boolean): Wanted {
  return words.flatMap((word): Wanted => {
    if (/^\d{7,}$/.test(word)) {
      const whole = withoutCountry(word).map((number) => ({
        text: numberTerm(number),
        begins: false,
      }))
      return [[{ text: word, begins: true }, { text: partOf(word), begins: true }, ...whole]]
    }
    return runsIn(word).flatMap(({ text, unspaced }) => {
      if (unspaced) return pairsWanted(text)
      const slips = almost && mayBeMistaken(text) ? slipsOf(text) : []
      return [[text, ...slips].map((begun) => ({ text: begun, begins: true }))]
    })
  })
}

function pairsWanted(text: string): Term[][] {
  const pairs = pairsOf(text)
  // The last character alone is the beginning of whatever follows it, and is in the pair before.
  return (pairs.length > 1 ? pairs.slice(0, -1) : pairs).map((pair) => [
    { text: pair, begins: true },
  ])
}

/** A query of SQLite's full-text search. */
export function matchOf(owner: string, wanted: Wanted): string {
  const one = ({ text, begins }: Term) => `"${text}"${begins ? ' *' : ''}`
  return [`"${owner}"`, ...wanted.map((terms) => `(${terms.map(one).join(' OR ')})`)].join(' AND ')
}

/** A query of PostgreSQL's, in the form of its type `tsquery`. */
export function tsqueryOf(owner: string, wanted: Wanted): string {
  const one = ({ text, begins }: Term) => `'${text}'${begins ? ':*' : ''}`
  return [`'${owner}'`, ...wanted.map((terms) => `(${terms.map(one).join(' | ')})`)].join(' & ')
}
