/**
 * How many digits make a number that is compared as one, above all a telephone number. Shorter and longer ones are
 * ordinary words. Fifteen is the longest telephone number (ITU-T E.164), nineteen a card's.
 */
const LEAST = 7
const PHONE_MOST = 15
const MOST = 20

/** Signs within a number, at most three between two digits. */
const SIGNS = '[\\s().\\-/]{0,3}'
const NUMBER = new RegExp(`(?<!\\d)\\d(?:${SIGNS}\\d){${LEAST - 1},${MOST - 1}}(?!\\d)`, 'g')

/** As in +44 (0)20: with a country code the zero is left out. */
const INNER_NOUGHT = /(?<=\d\s?)\(0\)/

/** The numbers of a folded text, as digits only. */
export function numbersIn(folded: string): string[] {
  if (!/\d/.test(folded)) return []
  return (folded.match(NUMBER) ?? []).map((written) => numberOf(written) ?? '')
}

/** The digits of a number in any form, without leading zeros; null if it is none. */
export function numberOf(written: string): string | null {
  const digits = written.replace(INNER_NOUGHT, '').replace(/\D/g, '')
  if (digits.length < LEAST || digits.length > MOST) return null
  const bare = digits.replace(/^0+/, '')
  return bare.length < LEAST - 2 ? digits : bare
}

/** Other whole forms of a telephone number: without country code (up to three digits, and a zero after it). */
export function withoutCountry(number: string): string[] {
  if (!/^\d+$/.test(number) || number.length > PHONE_MOST) return []
  return [1, 2, 3, 4]
    .map((length) => number.slice(length))
    .filter((rest) => rest.length >= LEAST && !rest.startsWith('0'))
}

/** Matches a number in a folded text, whatever signs are in it. */
export function writtenOtherwise(number: string): RegExp {
  return new RegExp(Array.from(number).join(`${SIGNS}(?:\\(0\\)\\s?)?`), 'g')
}
