import { foldText } from './fold-text.ts'
import {
  holdsAll,
  holdsAlmost,
  mayBeMistaken,
  placesOf,
  searchable,
  wordsIn,
} from './search-text.ts'

/** The texts by which the palette finds an item. */
export interface Findable {
  title: string
  /** Further searchable words, which are not shown or marked. */
  more: string
}

/** An item with its searchable texts, prepared for repeated searches. */
export interface Prepared<T> {
  item: T
  title: string
  more: string
}

export interface Found<T> {
  item: T
  /** How well it fits. The score is this plus the bonus. */
  fit: number
  score: number
  /** Indexes of the title's characters that match the query (see `partsOf`). */
  marked: ReadonlySet<number>
}

/** How well a word of the query fits, best first. Below `moreHolds` the word as typed is not in the text. */
export const FITS = {
  begins: 100,
  word: 70,
  holds: 40,
  moreWord: 30,
  moreHolds: 20,
  slip: 12,
  letters: 8,
}
/** A number in the form of `wordsIn`. */
const NUMBER = /^\d{5,}$/

/** Prepares items: lower case and without accents, with every index unchanged. */
export function prepare<T extends Findable>(items: readonly T[]): Prepared<T>[] {
  return items.map((item) => ({ item, title: folded(item.title), more: folded(item.more) }))
}

/**
 * Items that fit every word of a query, best first, at most `limit`; ties keep the given order. `bonus` is added to
 * the fit, which is from 8 (its letters, scattered) over 70 (a word begins so) to 100. If no item has the words as
 * typed, one typing mistake in each is allowed.
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

/** Drops matches with a typing mistake if any match, from any source, has the words as typed. */
export function withoutSlips<F extends { fit: number }>(found: readonly F[]): F[] {
  if (!found.some(holdsWords)) return [...found]
  return found.filter((one) => holdsWords(one) || one.fit < FITS.slip)
}

/** Whether a match has the words as typed: not only their letters, and without a typing mistake. */
export function holdsWords({ fit }: { fit: number }): boolean {
  return fit >= FITS.moreHolds
}

/** The words of a query in their searchable form. */
export function paletteWords(query: string): string[] {
  return wordsIn(folded(query))
}

/** Indexes of a title's characters, as shown, that match the query. */
export function placesIn(title: string, query: string): ReadonlySet<number> {
  return markedIn(folded(title), paletteWords(query))
}

/**
 * The fit of the worst word, and a little more for a short title; 0 when a word does not fit. `forgiving` allows a
 * typing mistake in a word of the title.
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
  // A number is compared without signs in it.
  if (NUMBER.test(word)) {
    if (holdsAll(searchable(title), [word])) return FITS.word
    return holdsAll(searchable(more), [word]) ? FITS.moreWord : 0
  }
  if (forgiving && holdsAlmost(title, [word])) return FITS.slip
  return lettersOf(title, word) ? FITS.letters : 0
}

/** The index of a word of the text that begins so; -1 if there is none. */
function wordStart(text: string, word: string): number {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return at
  }
  return -1
}

/** Longer titles are sentences: scattered letters would match all of them. */
const LONGEST_SCATTERED = 48

/** Indexes of the letters of `word` in order, the first one at the beginning of a word; null if they are missing. */
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

/** Lower case without accents. It has the length of the text, so that indexes stay the same. */
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
