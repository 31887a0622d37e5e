const segmenter = new Intl.Segmenter()
/** Longer than what anybody sees as one character. */
const LONG = 64

/** As much of a text as fits into `most` UTF-16 code units without cutting what is seen as one character. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text
  const near = Math.max(0, most - LONG)
  const from = near > 0 && isLow(text.charCodeAt(near)) ? near - 1 : near
  const cut = segmenter.segment(text.slice(from, most + LONG)).containing(most - from)?.index ?? 0
  if (cut > 0) return text.slice(0, from + cut)
  // Marks without end: any place between whole characters will do.
  return text.slice(0, isLow(text.charCodeAt(most)) ? most - 1 : most)
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
