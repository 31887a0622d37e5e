/**
 * Digits of what is compared as a number, a telephone's above all: fewer are a word like any other, and so are more.
 * Fifteen is the longest telephone number (ITU-T E.164), nineteen that of a card.
 */
const LEAST = 7
const PHONE_MOST = 15
const MOST = 20

/** Signs that people put into a number, a few between two digits at most. */
const SIGNS = '[\\s().\\-/]{0,3}'
const NUMBER = new RegExp(`(?<!\\d)\\d(?:${SIGNS}\\d){${LEAST - 1},${MOST - 1}}(?!\\d)`, 'g')

/** As in +44 (0)20: whoever has the code of the country leaves it out. */
const INNER_NOUGHT = /(?<=\d\s?)\(0\)/

/** The numbers of a folded text, each as its digits alone. */
export function numbersIn(folded: string): string[] {
  if (!/\d/.test(folded)) return []
  return (folded.match(NUMBER) ?? []).map((written) => numberOf(written) ?? '')
}

/** The digits of a number however it is written, without the noughts it begins with; null for what is none. */
export function numberOf(written: string): string | null {
  const digits = written.replace(INNER_NOUGHT, '').replace(/\D/g, '')
  if (digits.length < LEAST || digits.length > MOST) return null
  const bare = digits.replace(/^0+/, '')
  return bare.length < LEAST - 2 ? digits : bare
}

/**
 * What else a telephone number is in a text, whole: the same without the code of its country (up to three digits, and the
 * nought that some write behind it).
 */
export function withoutCountry(number: string): string[] {
  if (!/^\d+$/.test(number) || number.length > PHONE_MOST) return []
  return [1, 2, 3, 4]
    .map((length) => number.slice(length))
    .filter((rest) => rest.length >= LEAST && !rest.startsWith('0'))
}

/** Finds a number in a folded text as it is written there. */
export function writtenOtherwise(number: string): RegExp {
  return new RegExp(Array.from(number).join(`${SIGNS}(?:\\(0\\)\\s?)?`), 'g')
}
