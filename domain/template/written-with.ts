import { replaceGaps } from './gaps.ts'

/** Which share of a template's words must still be there for the text to count as written with it. */
const MOSTLY = 0.5

/**
 * Whether most words that a template inserted are still in a text, anywhere. Values filled in later do not count,
 * since placeholders are no words.
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
