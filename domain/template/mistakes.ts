import { beginsAlmost } from '../begins-almost.ts'

/** The distinct words of a list of texts, with the indexes of the texts that have each. */
export interface Vocabulary {
  words: readonly string[]
  places: readonly (readonly number[])[]
  /** Length of the list. */
  size: number
}

/** The words of folded texts. */
export function vocabularyOf(texts: readonly string[]): Vocabulary {
  const found = new Map<string, number[]>()
  for (const [place, text] of texts.entries()) {
    for (const word of text.split(/[\s\-_/,.:;!?()"'“”‘’]+/)) {
      const places = found.get(word)
      if (!places) found.set(word, [place])
      else if (places.at(-1) !== place) places.push(place)
    }
  }
  return { words: [...found.keys()], places: [...found.values()], size: texts.length }
}

/** Indexes of the texts that have all these words, or words that begin so with one typing mistake. */
export function placesBut(vocabulary: Vocabulary, typed: readonly string[]): number[] {
  /** For each text, how many of the words so far it has. */
  const standing = new Uint8Array(vocabulary.size)
  for (const [n, one] of typed.entries()) {
    for (const [index, word] of vocabulary.words.entries()) {
      if (!beginsAlmost(word, one)) continue
      for (const place of vocabulary.places[index] ?? []) {
        if (standing[place] === n) standing[place] = n + 1
      }
    }
  }
  const found: number[] = []
  for (let place = 0; place < standing.length; place++) {
    if (standing[place] === typed.length) found.push(place)
  }
  return found
}
