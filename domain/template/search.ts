import type { Template } from '@baton/protocol/template.ts'
import { searchWords } from '../search-text.ts'
import { entryAt, FIT, type Entry, type TemplateIndex } from './index-templates.ts'
import { placesBut } from './mistakes.ts'

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

/** Mistakes are forgiven only where there is little else to show. */
const FEW = 8
/** Shorter words are mistakes of every other one. */
const LONG_ENOUGH = 4

/**
 * The templates that fit, best first: shortcut equal, shortcut begins so, a word of title or tags begins so,
 * shortcut or title holds it, the text holds it, and last what fits but for a typing mistake. Of equals the one
 * that this agent uses most leads, then the shortest shortcut, as the least is missing from it, then the
 * alphabet. Several words all have to be there.
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

/** The templates that these keys are the order of. */
function templatesAt({ entries }: TemplateIndex, keys: Float64Array): Template[] {
  const found: Template[] = []
  for (const key of keys.sort()) {
    const entry = entries[entryAt(key)]
    if (entry) found.push(entry.template)
  }
  return found
}

/** What was found for a shorter query: the only places to look at. Null when that is not known. */
function startingPoint({ last }: TemplateIndex, query: string): TemplateIndex['last'] {
  // A single letter is not looked for in texts: what it is found in says nothing of what follows.
  if (last === null || last.query.length <= SINGLE || !query.startsWith(last.query)) return null
  return last
}

const NO_MATCH = 5
/** Letters that nearly every text has. */
const SINGLE = 1

interface Word {
  text: string
  /** As it stands where a word begins so. */
  begun: string
}

/** The worst of the words' ranks: each of them has to be there. */
function rankOf(entry: Entry, words: readonly Word[]): number {
  let worst = 0
  for (const word of words) {
    worst = Math.max(worst, rankOfWord(entry, word))
    if (worst === NO_MATCH) break
  }
  return worst
}

function rankOfWord({ shortcut, all, textAt }: Entry, { text, begun }: Word): number {
  // Most texts are looked through once, which is what a key costs.
  const at = all.indexOf(text)
  if (at === -1) return NO_MATCH
  if (at === 0) return shortcut.length === text.length ? 0 : 1
  if (at >= textAt) return text.length > SINGLE ? 4 : NO_MATCH
  const begins = all.indexOf(begun)
  return begins !== -1 && begins < textAt ? 2 : 3
}
