import type { Template } from '@baton/protocol/template.ts'
import { searchWords } from '../search-text.ts'
import { entryAt, FIT, type Entry, type TemplateIndex } from './index-templates.ts'
import { placesBut } from './mistakes.ts'

/** The text between a `/` and the caret while the agent looks for a template. */
export interface TemplateQuery {
  query: string
  /** Offsets of the `/` and of the caret in the text. */
  start: number
  end: number
}

/**
 * Finds `/query` directly before the caret. The `/` counts at the start, or after white space or a direction mark.
 */
export function templateQueryAt(text: string, caret: number): TemplateQuery | null {
  const found = /(?:^|[\s\u200e\u200f\u061c])\/([^\s/]*)$/.exec(text.slice(0, caret))
  if (!found) return null
  const query = found[1] ?? ''
  return { query, start: caret - query.length - 1, end: caret }
}

/** Typing mistakes are allowed only if there are fewer other results than this. */
const FEW = 8
/** In shorter words, a typing mistake matches nearly everything. */
const LONG_ENOUGH = 4

/**
 * The templates that fit, best first: equal shortcut, shortcut begins so, a word of title or tags begins so, shortcut
 * or title contains it, the body contains it, and last those with a typing mistake. Ties: the template that this
 * agent uses most, then the shortest shortcut, then the alphabet. Every word of the query has to match.
 */
export function searchTemplates(index: TemplateIndex, query: string): Template[] {
  const words = searchWords(query).map((text): Word => ({ text, begun: ` ${text}` }))
  const { entries } = index
  const order = words.length > 0 ? index.order : index.orderUnasked
  const known = startingPoint(index, query)
  const looked = known?.places.length ?? entries.length
  const keys = new Float64Array(looked)
  const places = new Uint32Array(looked)
  let count = 0
  for (let n = 0; n < looked; n++) {
    const place = known ? (known.places[n] ?? 0) : n
    const entry = entries[place]
    const rank = entry ? rankOf(entry, words) : NO_MATCH
    if (rank === NO_MATCH) continue
    keys[count] = rank * FIT + (order[place] ?? 0)
    places[count++] = place
  }
  const found = templatesAt(index, keys.subarray(0, count))
  index.last = { query, places: places.subarray(0, count) }
  if (count < FEW && words.some(({ text }) => text.length >= LONG_ENOUGH)) {
    const there = new Set(index.last.places)
    const typed = words.map(({ text }) => text)
    const mistaken = placesBut(index.vocabulary(), typed).filter((place) => !there.has(place))
    found.push(
      ...templatesAt(
        index,
        Float64Array.from(mistaken, (place) => order[place] ?? 0),
      ),
    )
  }
  return found
}

/** The templates of these sort keys, in their order. */
function templatesAt({ entries }: TemplateIndex, keys: Float64Array): Template[] {
  const found: Template[] = []
  for (const key of keys.sort()) {
    const entry = entries[entryAt(key)]
    if (entry) found.push(entry.template)
  }
  return found
}

/** The result of a shorter query: only its entries have to be checked. Null if there is none. */
function startingPoint({ last }: TemplateIndex, query: string): TemplateIndex['last'] {
  // A single letter is not searched in bodies, so its result is no superset for longer queries.
  if (last === null || last.query.length <= SINGLE || !query.startsWith(last.query)) return null
  return last
}

const NO_MATCH = 5
/** Single letters, which nearly every text has. */
const SINGLE = 1

interface Word {
  text: string
  /** The form it has at the beginning of a word. */
  begun: string
}

/** The worst rank of the words: each of them has to match. */
function rankOf(entry: Entry, words: readonly Word[]): number {
  let worst = 0
  for (const word of words) {
    worst = Math.max(worst, rankOfWord(entry, word))
    if (worst === NO_MATCH) break
  }
  return worst
}

function rankOfWord({ shortcut, all, textAt }: Entry, { text, begun }: Word): number {
  // Search each text only once: this is the cost of a key.
  const at = all.indexOf(text)
  if (at === -1) return NO_MATCH
  if (at === 0) return shortcut.length === text.length ? 0 : 1
  if (at >= textAt) return text.length > SINGLE ? 4 : NO_MATCH
  const begins = all.indexOf(begun)
  return begins !== -1 && begins < textAt ? 2 : 3
}
