import { foldText } from './fold-text.ts'
import {
  holdsAll,
  holdsAlmost,
  mayBeMistaken,
  placesOf,
  searchable,
  wordsIn,
} from './search-text.ts'

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
  /** How well it fits; with its bonus that is the score. */
  fit: number
  score: number
  /** Places in the title of what fits the query (see `partsOf`). */
  marked: ReadonlySet<number>
}

/** How well a word of the query fits, best first. What stands below `moreHolds` does not hold the word as typed. */
export const FITS = {
  begins: 100,
  word: 70,
  holds: 40,
  moreWord: 30,
  moreHolds: 20,
  slip: 12,
  letters: 8,
}
/** A number as `wordsIn` leaves it. */
const NUMBER = /^\d{5,}$/

/** Makes things ready: lower case and without accents, each letter in its place. */
export function prepare<T extends Findable>(items: readonly T[]): Prepared<T>[] {
  return items.map((item) => ({ item, title: folded(item.title), more: folded(item.more) }))
}

/**
 * What fits every word of a query, best first and `limit` at most; among equals the order given stays.
 * `bonus` is added to the fit, which goes from 8 (its letters, scattered) over 70 (a word begins so) to 100.
 * Where nothing holds the words, one slip in each of them is forgiven.
 */
export function searchPalette<T>(
  things: readonly Prepared<T>[],
  query: string,
  limit: number,
  bonus: (item: T) => number = () => 0,
): Found<T>[] {
  const words = paletteWords(query)
  const exactly = fitting(things, words, false)
  const forgiven = !exactly.some(holdsWords) && words.some(mayBeMistaken)
  return (forgiven ? fitting(things, words, true) : exactly)
    .map(({ thing, fit }) => ({ thing, fit, score: fit + bonus(thing.item) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ thing, fit, score }) => ({
      item: thing.item,
      fit,
      score,
      marked: markedIn(thing.title, words),
    }))
}

function fitting<T>(things: readonly Prepared<T>[], words: readonly string[], forgiving: boolean) {
  return things
    .map((thing) => ({ thing, fit: fitOf(thing, words, forgiving) }))
    .filter(({ fit }) => fit > 0)
}

/** Leaves out what fits but for a slip where anything, from wherever it was found, holds the words. */
export function withoutSlips<F extends { fit: number }>(found: readonly F[]): F[] {
  if (!found.some(holdsWords)) return [...found]
  return found.filter((one) => holdsWords(one) || one.fit < FITS.slip)
}

/** Whether something holds the words as they are typed: not only their letters, and not but for a slip. */
export function holdsWords({ fit }: { fit: number }): boolean {
  return fit >= FITS.moreHolds
}

/** The words of a query, as they are looked for. */
export function paletteWords(query: string): string[] {
  return wordsIn(folded(query))
}

/** Places in a title, as people read it, of what fits the query. */
export function placesIn(title: string, query: string): ReadonlySet<number> {
  return markedIn(folded(title), paletteWords(query))
}

/**
 * The fit of the worst word, and a little for a title that has not much else in it; 0 when a word fits nowhere.
 * `forgiving`: a word of the title may be typed with a slip.
 */
export function fitOf(
  { title, more }: Pick<Prepared<unknown>, 'title' | 'more'>,
  words: readonly string[],
  forgiving: boolean,
): number {
  let worst = FITS.begins
  for (const word of words) {
    worst = Math.min(worst, wordFit(title, more, word, forgiving))
    if (worst === 0) return 0
  }
  return words.length === 0 ? worst : worst + 5 / (1 + title.length)
}

function wordFit(title: string, more: string, word: string, forgiving: boolean): number {
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
  if (forgiving && holdsAlmost(title, [word])) return FITS.slip
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
    const places = placesOf(title, word).flatMap((place) => run(place.at, place.length))
    return places.length > 0 || NUMBER.test(word) ? places : (lettersOf(title, word) ?? [])
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
