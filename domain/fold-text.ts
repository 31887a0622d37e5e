/** Marks on and between letters, invisible characters, and the stroke that lengthens Arabic words. */
const LEFT_OUT = /[\p{M}\p{Cf}\u0640]/gu

/**
 * Letters that Unicode does not decompose, with what people type instead. They are letters with a stroke, ligatures,
 * Arabic and Persian forms of one letter, final forms, Cyrillic letters missing on other keyboards, and signs that
 * phones put in for typed ones.
 */
const TYPED_AS = new Map(
  Object.entries({
    ...{ ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ŧ: 't', ƀ: 'b', ɓ: 'b', ɗ: 'd', ɖ: 'd', ɠ: 'g' },
    ...{ ı: 'i', ɨ: 'i', ƙ: 'k', ĸ: 'k', ŋ: 'n', ɲ: 'n', ɔ: 'o', ɵ: 'o', ƴ: 'y', ə: 'e', ɛ: 'e' },
    ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ĳ: 'ij', ƒ: 'f', ʉ: 'u', ɦ: 'h', ƶ: 'z', ʋ: 'v' },
    ...{ ǥ: 'g', ɍ: 'r', ɏ: 'y', ȼ: 'c', ɇ: 'e', ɉ: 'j', ⱥ: 'a', ⱦ: 't', ƚ: 'l', ⱡ: 'l', ᵽ: 'p' },
    ...{ ƈ: 'c', ƥ: 'p', ƭ: 't', ǝ: 'e', ɣ: 'g', ɩ: 'i', ʊ: 'u', ꝁ: 'k', ꞓ: 'c', ɠ: 'g', ɫ: 'l' },
    ...{ ғ: 'г', қ: 'к', ҡ: 'к', ҝ: 'к', ң: 'н', ҥ: 'н', ү: 'у', ұ: 'у', ө: 'о', ҳ: 'х', җ: 'ж' },
    ...{ ә: 'а', ҙ: 'з', ҫ: 'с', ҷ: 'ч', ҹ: 'ч', һ: 'х' },
    ...{ ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ', '׳': "'", '״': '"', ꞌ: "'", '⁄': '/' },
    ...{ ς: 'σ', ґ: 'г', ѓ: 'г', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ٱ: 'ا', ہ: 'ه' },
    ...{ '‘': "'", '’': "'", ʼ: "'", ʻ: "'", '′': "'", '“': '"', '”': '"', '„': '"', '″': '"' },
    ...{ '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '−': '-' },
  }),
)
/** Katakana letters, each at a fixed distance from its Hiragana letter. */
const KATAKANA = '\u30a1-\u30f6\u30fd\u30fe'
const FROM_HIRAGANA = 0x60
const TYPED_OTHERWISE = new RegExp(
  `[${[...TYPED_AS.keys()].join('')}${KATAKANA}]|(?![0-9])\\p{Nd}`,
  'gu',
)

/**
 * Folds a text for comparing: no case, accents and strokes; digits as 0 to 9. Folding each character by itself gives
 * the same result, and so does folding twice.
 */
export function foldText(text: string): string {
  // ASCII needs no decomposition, and this check is far cheaper.
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase()
  return text
    .replaceAll('´', "'")
    .normalize('NFKD')
    .toLowerCase()
    .replace(LEFT_OUT, '')
    .replace(TYPED_OTHERWISE, (character) => TYPED_AS.get(character) ?? otherScript(character))
}

/** Turns Katakana into Hiragana. The digits of each script are consecutive, beginning with zero. */
function otherScript(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (!/\p{Nd}/u.test(character)) return String.fromCodePoint(code - FROM_HIRAGANA)
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}
