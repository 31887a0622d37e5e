import { VARIABLES } from './values.ts'

/** Most wrong letters in a name that is still guessed. */
const MOST_WRONG = 3

/** The variable that an unknown name most likely means; null if none is close. */
export function closestVariable(name: string): string | null {
  const meant = Object.keys(VARIABLES)
    .map((known) => ({ known, away: distance(plain(name), plain(known)) }))
    .sort((a, b) => a.away - b.away)[0]
  return meant && meant.away <= MOST_WRONG ? meant.known : null
}

/** Ignores case and what people put between words, so that `Customer First-Name` is understood. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s._-]+/g, '')
}

/** The edit distance: how many letters to insert, delete or replace. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1]
    for (const [at, wanted] of Array.from(to).entries()) {
      const changed = (row[at] ?? 0) + (letter === wanted ? 0 : 1)
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
