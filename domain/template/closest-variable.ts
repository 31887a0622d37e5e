import { VARIABLES } from './values.ts'

/** As many wrong letters as a name may have and still be guessed. */
const MOST_WRONG = 3

/** The variable that somebody most likely meant by a name that is none; null when it is like none of them. */
export function closestVariable(name: string): string | null {
  const meant = Object.keys(VARIABLES)
    .map((known) => ({ known, away: distance(plain(name), plain(known)) }))
    .sort((a, b) => a.away - b.away)[0]
  return meant && meant.away <= MOST_WRONG ? meant.known : null
}

/** Without case and without what people put between words, so that `Customer First-Name` is understood. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s._-]+/g, '')
}

/** How many letters have to be put in, taken out or changed to make one text the other. */
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
