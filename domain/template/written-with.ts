import { replaceGaps } from './gaps.ts'

/** Of what a template put in, so much has to be there still for the text to be written with it. */
const MOSTLY = 0.5

/**
 * Whether most of the words that a template put into a text are in it yet, wherever. What was filled in afterwards
 * does not count: placeholders are no words.
 */
export function stillStands(putIn: string, text: string): boolean {
  const words = wordsOf(putIn)
  if (words.length === 0) return text.includes(putIn)
  const there = new Map<string, number>()
  for (const word of wordsOf(text)) there.set(word, (there.get(word) ?? 0) + 1)
  let found = 0
  for (const word of words) {
    const left = there.get(word) ?? 0
    if (left === 0) continue
    there.set(word, left - 1)
    found += 1
  }
  return found >= words.length * MOSTLY
}

function wordsOf(text: string): string[] {
  const plain = replaceGaps(text, () => ' ').toLowerCase()
  return plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}
