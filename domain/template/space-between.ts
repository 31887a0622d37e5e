/** Scripts without spaces between words, with their punctuation. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}\u3000-\u303f\uff00-\uffef]/u
/**
 * Characters after which a new word needs a space: letters, numbers, emoji, and marks that close something or end a
 * part of a sentence. Ambiguous quotes and apostrophes are not among them, nor characters that join words: "-", "/",
 * "@", "#".
 */
const ENDS =
  /[\p{L}\p{M}\p{N}\p{Pe}\p{Terminal_Punctuation}\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}”»…%]$/u
/** The beginning of a word: a letter, a number, an amount, an emoji, an opening bracket or quote. */
const BEGINS = /^[\p{L}\p{N}\p{Sc}\p{Extended_Pictographic}\p{Ps}\p{Pi}]/u

/**
 * The space needed between a text and the one before it. None at the beginning of a line, after a space, before a
 * comma, and in scripts without spaces.
 */
export function spaceBetween(before: string, text: string): '' | ' ' {
  if (!ENDS.test(before) || !BEGINS.test(text)) return ''
  const [last = ''] = /.$/su.exec(before.replace(/\p{M}+$/u, '')) ?? []
  const [first = ''] = /^./su.exec(text) ?? []
  return UNSPACED.test(last) || UNSPACED.test(first) ? '' : ' '
}
