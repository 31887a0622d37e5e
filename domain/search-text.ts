import { UNSPACED } from '@baton/protocol/unspaced.ts'
import { beginsAlmost } from './begins-almost.ts'
import { foldText } from './fold-text.ts'
import { numberOf, numbersIn, withoutCountry, writtenOtherwise } from './written-numbers.ts'

/** Longest search that is looked at, in characters; the rest of a longer one is left out. */
export const SEARCH_MAX = 200
/** Most words of a search that are looked for. */
const WORDS_MAX = 8

/** Letters of a word in which a mistake is forgiven: in a shorter one, or in a number, it makes another word. */
const MISTAKEN = /^[\p{L}\p{M}']{4,24}$/u
const WORD = /[\p{L}\p{M}\p{N}']+/gu

/** What a search looks through of a text: folded, and after it its numbers without the signs in them. */
export function searchable(text: string): string {
  const folded = foldText(text)
  const numbers = numbersIn(folded)
  return numbers.length === 0 ? folded : `${folded} ${numbers.join(' ')} `
}

/**
 * The folded words of a search. All of them have to be found, each anywhere in the text. What begins as telephone numbers
 * do is one word, whatever signs and spaces are in it.
 */
export function searchWords(query: string): string[] {
  const words = wordsIn(foldText(query.slice(0, SEARCH_MAX)))
  return [...new Set(words)].slice(0, WORDS_MAX)
}

/** The words of a folded search, numbers without their signs. */
export function wordsIn(folded: string): string[] {
  return folded
    .replace(/(?:\+|(?<![\p{L}\p{N}])[(0])[\d\s().\-/]*\d/gu, (text) => numberOf(text) ?? text)
    .split(/\s+/)
    .map((word) => (/^[+\d().\-/]+$/.test(word) ? (numberOf(word) ?? word) : word))
    .filter(Boolean)
}

/** What stands for a word of a search in a searchable text: itself, or the same number without its country. */
export function formsOf(word: string): string[] {
  return [word, ...withoutCountry(word).map((number) => ` ${number} `)]
}

/** Whether a searchable text holds every word. No words are in no text. */
export function holdsAll(text: string, words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => holds(text, word))
}

/** The same, but for a mistake in each of the words: for when nothing holds them as they are. */
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

/** Whether a mistake in a word of a search is forgiven. */
export function mayBeMistaken(word: string): boolean {
  return MISTAKEN.test(word) && !UNSPACED.test(word)
}

/** A mistake is in one half of a word or swaps its middle: what stays is quickly looked for. */
function mayHold(text: string, word: string): boolean {
  const half = word.length >> 1
  if (text.includes(word.slice(0, half)) || text.includes(word.slice(half))) return true
  const middle = word.charAt(half) + word.charAt(half - 1)
  return text.includes(word.slice(0, half - 1) + middle + word.slice(half + 1))
}

/** A piece of text, and whether it is what was searched for. */
export interface TextPart {
  text: string
  marked: boolean
}

/** Cuts a text where the words of a search (see `searchWords`) stand in it. The parts make up the text again. */
export function markWords(text: string, words: readonly string[]): TextPart[] {
  const { folded, from } = foldByCharacter(text)
  const marked = new Set<number>()
  for (const word of words) {
    for (const { at, length } of placesOf(folded, word)) {
      // Marks on a letter are marked with it.
      const end = Math.max((from[at + length - 1] ?? 0) + 1, from[at + length] ?? text.length)
      for (let n = from[at] ?? 0; n < end; n++) marked.add(n)
    }
  }
  return partsOf(text, marked)
}

/** Where a folded text has a word: as it is, or else as a number written otherwise, or else but for a mistake. */
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

/** Cuts a text where it is marked: `marked` has the place of each such character. */
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

/** Characters kept before the first hit of an excerpt. */
const LEAD = 24

/** One line of a longer text that begins shortly before the first word found in it. */
export function excerptOf(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const { folded, from } = foldByCharacter(line)
  const hits = words.flatMap((word) => placesOf(folded, word).map(({ at }) => at))
  const first = from[Math.min(...hits)] ?? 0
  if (first <= LEAD) return line
  const space = line.indexOf(' ', first - LEAD)
  return `…${line.slice(space !== -1 && space < first ? space + 1 : first)}`
}

/** The folded text with the place in the original that each of its characters came from. */
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
