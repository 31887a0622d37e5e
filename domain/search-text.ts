/** Longest search that is looked at, in characters; the rest of a longer one is left out. */
export const SEARCH_MAX = 200
/** Most words of a search that are looked for. */
const WORDS_MAX = 8

const MARKS = /\p{M}/gu

/** Text as it is compared: without case and without accents. */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  // Most text has nothing to decompose, and asking is far cheaper than doing.
  return isPlain(lower) ? lower : lower.normalize('NFKD').replace(MARKS, '')
}

/** The folded words of a search. All of them have to be found, each anywhere in the text. */
export function searchWords(query: string): string[] {
  const words = foldText(query.slice(0, SEARCH_MAX)).split(/\s+/).filter(Boolean)
  return [...new Set(words)].slice(0, WORDS_MAX)
}

/** Whether a folded text holds every word. No words are in no text. */
export function holdsAll(folded: string, words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => folded.includes(word))
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
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1)) {
      for (let n = at; n < at + word.length; n++) marked.add(from[n] ?? 0)
    }
  }
  return partsOf(text, marked)
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
  const hits = words.map((word) => folded.indexOf(word)).filter((at) => at !== -1)
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

function isPlain(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}
