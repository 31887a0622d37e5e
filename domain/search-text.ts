import { UNSPACED } from '@baton/protocol/unspaced.ts'
import { beginsAlmost } from './begins-almost.ts'
import { foldText } from './fold-text.ts'
import { numberOf, numbersIn, withoutCountry, writtenOtherwise } from './written-numbers.ts'

/** Most characters of a query that are used; the rest is ignored. */
export const SEARCH_MAX = 200
/** Most words of a query that are used. */
const WORDS_MAX = 8

/** Words in which a typing mistake is allowed. In a shorter word, or in a number, it makes another word. */
const MISTAKEN = /^[\p{L}\p{M}']{4,24}$/u
const WORD = /[\p{L}\p{M}\p{N}']+/gu

/** The searchable form of a text: folded, followed by its numbers without signs. */
export function searchable(text: string): string {
  const folded = foldText(text)
  const numbers = numbersIn(folded)
  return numbers.length === 0 ? folded : `${folded} ${numbers.join(' ')} `
}

/**
 * The folded words of a query. All of them have to be found, anywhere in the text. A telephone number is one word,
 * whatever signs and spaces are in it.
 */
export function searchWords(query: string): string[] {
  const words = wordsIn(foldText(query.slice(0, SEARCH_MAX)))
  return [...new Set(words)].slice(0, WORDS_MAX)
}

/** The words of a folded query, numbers without signs. */
export function wordsIn(folded: string): string[] {
  return folded
    .replace(/(?:\+|(?<![\p{L}\p{N}])[(0])[\d\s().\-/]*\d/gu, (text) => numberOf(text) ?? text)
    .split(/\s+/)
    .map((word) => (/^[+\d().\-/]+$/.test(word) ? (numberOf(word) ?? word) : word))
    .filter(Boolean)
}

/** The forms of a word that a searchable text may have: the word, or the same number without country code. */
export function formsOf(word: string): string[] {
  return [word, ...withoutCountry(word).map((number) => ` ${number} `)]
}

/** Whether a searchable text has every word. Without words the result is false. */
export function holdsAll(text: string, words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => holds(text, word))
}

/** Like `holdsAll`, with one typing mistake allowed in each word. Use it when nothing matches exactly. */
export function holdsAlmost(text: string, words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => holds(text, word) || almostHolds(text, word))
}

function holds(text: string, word: string): boolean {
  return text.includes(word) || withoutCountry(word).some((number) => text.includes(` ${number} `))
}

function almostHolds(text: string, word: string): boolean {
  if (!mayBeMistaken(word) || !mayHold(text, word)) return false
  return (text.match(WORD) ?? []).some((one) => beginsAlmost(one, word))
}

/** Whether a typing mistake in this word of a query is allowed. */
export function mayBeMistaken(word: string): boolean {
  return MISTAKEN.test(word) && !UNSPACED.test(word)
}

/** A quick filter: a mistake is in one half of a word or swaps its middle, so the rest of it must be there. */
function mayHold(text: string, word: string): boolean {
  const half = word.length >> 1
  if (text.includes(word.slice(0, half)) || text.includes(word.slice(half))) return true
  const middle = word.charAt(half) + word.charAt(half - 1)
  return text.includes(word.slice(0, half - 1) + middle + word.slice(half + 1))
}

/** A piece of text, and whether it matches the query. */
export interface TextPart {
  text: string
  marked: boolean
}

/** Splits a text at the words of a query (see `searchWords`). The parts joined are the text again. */
export function markWords(text: string, words: readonly string[]): TextPart[] {
  const { folded, from } = foldByCharacter(text)
  const marked = new Set<number>()
  for (const word of words) {
    for (const { at, length } of placesOf(folded, word)) {
      // A letter is highlighted together with its marks.
      const end = Math.max((from[at + length - 1] ?? 0) + 1, from[at + length] ?? text.length)
      for (let n = from[at] ?? 0; n < end; n++) marked.add(n)
    }
  }
  return partsOf(text, marked)
}

/**
 * Where a folded text has a word: exactly, otherwise as a number in another form, otherwise with a typing mistake.
 */
export function placesOf(folded: string, word: string): { at: number; length: number }[] {
  const places: { at: number; length: number }[] = []
  for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) {
    places.push({ at, length: word.length })
  }
  if (places.length > 0) return places
  if (/^\d+$/.test(word)) {
    for (const number of [word, ...withoutCountry(word)]) {
      for (const found of folded.matchAll(writtenOtherwise(number))) {
        places.push({ at: found.index, length: found[0].length })
      }
    }
  } else if (mayBeMistaken(word)) {
    for (const found of folded.matchAll(WORD)) {
      const [one] = found
      if (beginsAlmost(one, word)) places.push({ at: found.index, length: one.length })
    }
  }
  return places
}

/** Splits a text by its highlighted characters, whose indexes are in `marked`. */
export function partsOf(text: string, marked: ReadonlySet<number>): TextPart[] {
  const parts: TextPart[] = []
  let index = 0
  for (const character of text) {
    const part = parts.at(-1)
    if (part?.marked === marked.has(index)) part.text += character
    else parts.push({ text: character, marked: marked.has(index) })
    index += character.length
  }
  return parts
}

/** Characters before the first match of an excerpt. */
const LEAD = 24

/** One line of a longer text, beginning shortly before the first match. */
export function excerptOf(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const { folded, from } = foldByCharacter(line)
  const hits = words.flatMap((word) => placesOf(folded, word).map(({ at }) => at))
  const first = from[Math.min(...hits)] ?? 0
  if (first <= LEAD) return line
  const space = line.indexOf(' ', first - LEAD)
  return `…${line.slice(space !== -1 && space < first ? space + 1 : first)}`
}

/** Folds a text, and gives the index in the original for each folded character. */
function foldByCharacter(text: string): { folded: string; from: number[] } {
  let folded = ''
  const from: number[] = []
  let index = 0
  for (const character of text) {
    const part = foldText(character)
    for (let n = 0; n < part.length; n++) from.push(index)
    folded += part
    index += character.length
  }
  return { folded, from }
}
