const segmenter = new Intl.Segmenter()
/** Longer than anything people see as one character. */
const LONG = 64

/** The beginning of a text, of at most `most` UTF-16 code units. It does not cut what people see as one character. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text
  const near = Math.max(0, most - LONG)
  const from = near > 0 && isLow(text.charCodeAt(near)) ? near - 1 : near
  const cut = segmenter.segment(text.slice(from, most + LONG)).containing(most - from)?.index ?? 0
  if (cut > 0) return text.slice(0, from + cut)
  // An endless run of marks: cut between any two code points.
  return text.slice(0, isLow(text.charCodeAt(most)) ? most - 1 : most)
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
