/** Marks on letters and between them, what is invisible, and the stroke that lengthens Arabic words. */
const LEFT_OUT = /[\p{M}\p{Cf}\u0640]/gu

/**
 * Letters that Unicode does not take apart, as they are typed where a keyboard lacks them: with a stroke, ligatures, the
 * two ways Arabic and Persian write one letter; and signs that phones set in place of those that were typed.
 */
const TYPED_AS = new Map(
  Object.entries({
    ...{ ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ŧ: 't', ƀ: 'b', ɓ: 'b', ɗ: 'd', ɖ: 'd', ɠ: 'g' },
    ...{ ı: 'i', ɨ: 'i', ƙ: 'k', ĸ: 'k', ŋ: 'n', ɲ: 'n', ɔ: 'o', ɵ: 'o', ƴ: 'y', ə: 'e', ɛ: 'e' },
    ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ĳ: 'ij', ƒ: 'f', ʉ: 'u', ɦ: 'h', ƶ: 'z', ʋ: 'v' },
    ...{ ς: 'σ', ґ: 'г', ѓ: 'г', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ٱ: 'ا', ہ: 'ه' },
    ...{ '‘': "'", '’': "'", ʼ: "'", ʻ: "'", '′': "'", '“': '"', '”': '"', '„': '"', '″': '"' },
    ...{ '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '−': '-' },
  }),
)
const TYPED_OTHERWISE = new RegExp(`[${[...TYPED_AS.keys()].join('')}]|(?![0-9])\\p{Nd}`, 'gu')

/**
 * Text as it is compared: without case, accents and strokes, digits as 0 to 9. Folding character by character gives the
 * same, and so does folding again.
 */
export function foldText(text: string): string {
  // Most text has nothing to take apart, and asking is far cheaper than doing.
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(LEFT_OUT, '')
    .replace(TYPED_OTHERWISE, (character) => TYPED_AS.get(character) ?? digitOf(character))
}

/** Digits of each script stand in a row, nought first. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}
