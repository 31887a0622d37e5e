import type { Template } from '@baton/protocol/template.ts'
import UFuzzy from '@leeoniya/ufuzzy'
import { searchWords } from '../search-text.ts'
import { entryAt, FIT, type Entry, type TemplateIndex } from './index-templates.ts'

/** What stands between a `/` and the caret, while a template is being looked for. */
export interface TemplateQuery {
  query: string
  /** Offsets of the `/` and of the caret in the text. */
  start: number
  end: number
}

/** Finds `/query` right before the caret; the `/` counts at the start or after white space or a mark of direction. */
export function templateQueryAt(text: string, caret: number): TemplateQuery | null {
  const found = /(?:^|[\s\u200e\u200f\u061c])\/([^\s/]*)$/.exec(text.slice(0, caret))
  if (!found) return null
  const query = found[1] ?? ''
  return { query, start: caret - query.length - 1, end: caret }
}

/** Forgives one wrong, missing, doubled or swapped letter a word. */
// Its mode is a const enum, whose members a module that is compiled alone cannot read.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const forgiving = new UFuzzy({ intraMode: 1, intraIns: 1 })
/** Mistakes are forgiven only where there is little else to show. */
const FEW = 8
/** Shorter words are mistakes of every other one. */
const LONG_ENOUGH = 3

/**
 * The templates that fit, best first: shortcut equal, shortcut begins so, a word of title or tags begins so,
 * shortcut or title holds it, the text holds it, and last what fits but for a typing mistake. Of equals the one
 * that this agent uses most leads, then the shortest shortcut, as the least is missing from it, then the
 * alphabet. Several words all have to be there.
 */
export function searchTemplates(index: TemplateIndex, query: string): Template[] {
  const words = searchWords(query)
  const { entries, heads } = index
  const order = words.length > 0 ? index.order : index.orderUnasked
  const places = placesIn(index, query)
  const keys = new Float64Array(places ? places.length : entries.length)
  let count = 0
  for (let n = 0; n < (places ?? entries).length; n++) {
    const place = places ? (places[n] ?? 0) : n
    const entry = entries[place]
    const rank = entry ? rankOf(entry, words) : NO_MATCH
    if (rank < NO_MATCH) keys[count++] = rank * FIT + (order[place] ?? 0)
  }
  const found = Array.from(keys.subarray(0, count).sort(), entryAt)
  index.last = { query, places: [...found] }
  if (count < FEW && words.some((word) => word.length >= LONG_ENOUGH)) {
    const there = new Set(found)
    const mistaken = (forgiving.filter(heads, words.join(' ')) ?? []).filter(
      (place) => !there.has(place),
    )
    const by = Float64Array.from(mistaken, (place) => order[place] ?? 0).sort()
    for (const key of by) found.push(entryAt(key))
  }
  return found.flatMap((place) => entries[place]?.template ?? [])
}

/** The only places to look at: where a shorter query was found. Null when it is not known. */
function placesIn({ last }: TemplateIndex, query: string): readonly number[] | null {
  return last !== null && last.query !== '' && query.startsWith(last.query) ? last.places : null
}

const NO_MATCH = 5

/** The worst of the words' ranks: each of them has to be there. */
function rankOf(entry: Entry, words: readonly string[]): number {
  let worst = 0
  for (const word of words) worst = Math.max(worst, rankOfWord(entry, word))
  return worst
}

function rankOfWord({ shortcut, head, body }: Entry, word: string): number {
  if (shortcut === word) return 0
  if (shortcut.startsWith(word)) return 1
  if (head.startsWith(word) || head.includes(` ${word}`)) return 2
  if (shortcut.includes(word) || head.includes(word)) return 3
  return body.includes(word) ? 4 : NO_MATCH
}
