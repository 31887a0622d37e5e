import { foldText } from '@baton/domain/fold-text.ts'
import { numbersIn } from '@baton/domain/written-numbers.ts'
import { UNSPACED } from '@baton/protocol/unspaced.ts'

// The words that an index has of a text. Both engines are given the very same ones, and only compare them.

/** Stands before what is no word of anybody's: words are letters, marks and digits alone. */
const OURS = '\ue000'
/** What is longer differs within this, or is told apart once it is found. */
const LONGEST = 40
/** Digits of the parts that a number is found by, and the fewest a part may have. */
const PART = 8
const PART_LEAST = 4

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const PLAIN = /^[\0-\x7f]*$/
const PLAIN_WORD = /[a-z0-9]+/g
const RUN = new RegExp(`(?:${UNSPACED.source})+|(?:(?!${UNSPACED.source})[^])+`, 'gv')

/** The word that stands for a team. */
export function teamTerm(teamId: string): string {
  return `${OURS}t${teamId.replaceAll('-', '')}`
}

/** The word that stands for a customer. */
export function personTerm(personId: string): string {
  return `${OURS}p${personId.replaceAll('-', '')}`
}

/** The word that stands for a whole number: see `numbersIn`. */
export function numberTerm(number: string): string {
  return `${OURS}n${number}`
}

/** The part by which a number, or a piece of it, is found. */
export function partOf(number: string): string {
  return number.slice(0, PART)
}

/** A folded text cut into words, and words where scripts with spaces and without meet. */
export function runsIn(folded: string): { text: string; unspaced: boolean }[] {
  // Most text is in plain letters, and cutting it is far cheaper then.
  if (PLAIN.test(folded)) {
    const words = folded.match(PLAIN_WORD) ?? []
    return words.map((text) => ({ text: text.slice(0, LONGEST), unspaced: false }))
  }
  // Korean was taken apart into single letters: here it is syllables again.
  const words = folded.normalize('NFC').match(WORD) ?? []
  return words
    .flatMap((word) => word.match(RUN) ?? [])
    .map((text) =>
      UNSPACED.test(text)
        ? { text, unspaced: true }
        : { text: text.slice(0, LONGEST), unspaced: false },
    )
}

/** Each two characters that stand side by side, and the last one: where any of them begins, a word may begin. */
export function pairsOf(unspaced: string): string[] {
  const characters = Array.from(unspaced)
  return characters.map((character, n) => character + (characters[n + 1] ?? ''))
}

/** What an index has of a text. */
export function termsOf(text: string): string[] {
  const folded = foldText(text)
  const terms = new Set<string>()
  for (const run of runsIn(folded)) {
    if (!run.unspaced) terms.add(run.text)
    else for (const pair of pairsOf(run.text)) terms.add(pair)
  }
  for (const number of numbersIn(folded)) {
    terms.add(numberTerm(number))
    for (let at = 0; at <= number.length - PART_LEAST; at++) terms.add(partOf(number.slice(at)))
  }
  return [...terms]
}
