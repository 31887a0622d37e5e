/** The different words of a list of texts, and the places in the list where each stands. */
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

/** The places where each of these words, or one that begins so but for a mistake, stands. */
export function placesBut(vocabulary: Vocabulary, typed: readonly string[]): number[] {
  /** How many of the words so far stand at a place. */
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

/** Whether a word begins as typed, but for one letter that is wrong, missing, too many, or swapped with its neighbour. */
export function beginsAlmost(word: string, typed: string): boolean {
  let same = 0
  while (same < typed.length && word.charCodeAt(same) === typed.charCodeAt(same)) same++
  if (same === typed.length) return true
  const after = typed.slice(same + 1)
  if (word.startsWith(after, same + 1) || word.startsWith(after, same)) return true
  if (word.startsWith(typed.slice(same), same + 1)) return true
  return (
    word.charAt(same) === typed.charAt(same + 1) &&
    word.charAt(same + 1) === typed.charAt(same) &&
    word.startsWith(typed.slice(same + 2), same + 2)
  )
}
