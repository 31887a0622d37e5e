/** Backgrounds on which white initials meet WCAG AA. */
const COLOURS = [
  '#be185d',
  '#2563eb',
  '#0f766e',
  '#9333ea',
  '#c2410c',
  '#4d7c0f',
  '#0e7490',
  '#b91c1c',
  '#4f46e5',
  '#a16207',
] as const

/** The same person has the same colour everywhere: it depends on the id alone. */
export function avatarColour(id: string): string {
  let hash = 0
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return COLOURS[hash % COLOURS.length] ?? COLOURS[0]
}

/** One or two letters for a face: first and last word's, or the only word's. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map(firstLetter).join('').toUpperCase() || '?'
}

function firstLetter(word = ''): string {
  const code = word.codePointAt(0)
  return code === undefined ? '' : String.fromCodePoint(code)
}
