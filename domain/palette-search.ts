import { foldText } from './fold-text.ts'
import { holdsAll, placesOf, searchable, wordsIn } from './search-text.ts'

/** What the palette finds things by. */
export interface Findable {
  title: string
  /** Further words it is found by, which are not shown marked. */
  more: string
}

/** Something with what it is found by, ready to be searched again and again. */
export interface Prepared<T> {
  item: T
  title: string
  more: string
}

export interface Found<T> {
  item: T
  /** How well it fits, its bonus included. */
  score: number
  /** Places in the title of what fits the query (see `partsOf`). */
  marked: ReadonlySet<number>
}

/** How well a word of the query fits, best first. */
const FITS = { begins: 100, word: 70, holds: 40, moreWord: 30, moreHolds: 20, letters: 8 }
/** A number as `wordsIn` leaves it. */
const NUMBER = /^\d{5,}$/

/** Makes things ready: lower case and without accents, each letter in its place. */
export function prepare<T extends Findable>(items: readonly T[]): Prepared<T>[] {
  return items.map((item) => ({ item, title: folded(item.title), more: folded(item.more) }))
}

/**
 * What fits every word of a query, best first and `limit` at most; among equals the order given stays.
 * `bonus` is added to the fit, which goes from 8 (its letters, scattered) over 70 (a word begins so) to 100.
 */
export function searchPalette<T>(
  things: readonly Prepared<T>[],
  query: string,
  limit: number,
  bonus: (item: T) => number = () => 0,
): Found<T>[] {
  const words = paletteWords(query)
  const fitting: { thing: Prepared<T>; score: number; at: number }[] = []
  for (const [at, thing] of things.entries()) {
    const score = fitOf(thing, words)
    if (score > 0) fitting.push({ thing, score: score + bonus(thing.item), at })
  }
  return fitting
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, limit)
    .map(({ thing, score }) => ({ item: thing.item, score, marked: markedIn(thing.title, words) }))
}

/** The words of a query, as they are looked for. */
export function paletteWords(query: string): string[] {
  return wordsIn(folded(query))
}

/** Places in a title, as people read it, of what fits the query. */
export function placesIn(title: string, query: string): ReadonlySet<number> {
  return markedIn(folded(title), paletteWords(query))
}

/** The fit of the worst word, and a little for a title that has not much else in it; 0 when a word fits nowhere. */
export function fitOf(
  { title, more }: Pick<Prepared<unknown>, 'title' | 'more'>,
  words: readonly string[],
): number {
  let worst = FITS.begins
  for (const word of words) {
    worst = Math.min(worst, wordFit(title, more, word))
    if (worst === 0) return 0
  }
  return words.length === 0 ? worst : worst + 5 / (1 + title.length)
}

function wordFit(title: string, more: string, word: string): number {
  const at = title.indexOf(word)
  if (at === 0) return FITS.begins
  if (at > 0 && wordStart(title, word) !== -1) return FITS.word
  if (at > 0) return FITS.holds
  if (more.includes(word)) return wordStart(more, word) === -1 ? FITS.moreHolds : FITS.moreWord
  // A number is compared without the signs in it.
  if (NUMBER.test(word)) {
    if (holdsAll(searchable(title), [word])) return FITS.word
    return holdsAll(searchable(more), [word]) ? FITS.moreWord : 0
  }
  return lettersOf(title, word) ? FITS.letters : 0
}

/** Where a word of the text begins so; -1 when none does. */
function wordStart(text: string, word: string): number {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return at
  }
  return -1
}

/** Titles longer than this are sentences: letters scattered over them would find everything. */
const LONGEST_SCATTERED = 48

/** Places of the letters of `word` in this order, the first one where a word begins; null when they are not there. */
function lettersOf(title: string, word: string): number[] | null {
  if (word.length < 2 || title.length > LONGEST_SCATTERED) return null
  const first = wordStart(title, word.charAt(0))
  if (first === -1) return null
  const places = [first]
  for (const letter of word.slice(1)) {
    const at = title.indexOf(letter, (places.at(-1) ?? 0) + 1)
    if (at === -1) return null
    places.push(at)
  }
  return places
}

function markedIn(title: string, words: readonly string[]): Set<number> {
  const places = words.flatMap((word) => {
    const at = wordStart(title, word) === -1 ? title.indexOf(word) : wordStart(title, word)
    if (at !== -1) return run(at, word.length)
    if (!NUMBER.test(word)) return lettersOf(title, word) ?? []
    return placesOf(title, word).flatMap((place) => run(place.at, place.length))
  })
  return new Set(places)
}

function run(at: number, length: number): number[] {
  return Array.from({ length }, (_, n) => at + n)
}

/** Lower case without accents; as long as the text, so that places stay what they are. */
function folded(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length !== text.length) return text.replace(/./gsu, foldedLetter)
  if (/^[\0-\x7f]*$/.test(lower)) return lower
  return lower.replace(/./gsu, foldedLetter)
}

function foldedLetter(letter: string): string {
  const plain = foldText(letter)
  return plain.length === letter.length ? plain : letter
}
