/** Scripts that put no space between words, with their punctuation. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}\u3000-\u303f\uff00-\uffef]/u
/**
 * What a new word never joins: letters, numbers, emoji, and signs that close something or end a part of a sentence. Quotes
 * and apostrophes that may as well open are not among them, nor is what joins words: "-", "/", "@", "#".
 */
const ENDS =
  /[\p{L}\p{M}\p{N}\p{Pe}\p{Terminal_Punctuation}\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}”»…%]$/u
/** What begins a word: a letter, a number, an amount, an emoji, an opening bracket or quote. */
const BEGINS = /^[\p{L}\p{N}\p{Sc}\p{Extended_Pictographic}\p{Ps}\p{Pi}]/u

/**
 * The space that keeps a text from growing together with the one before it; none at the beginning of a line, behind a
 * space, before a comma, and in languages that write without.
 */
export function spaceBetween(before: string, text: string): '' | ' ' {
  if (!ENDS.test(before) || !BEGINS.test(text)) return ''
  const [last = ''] = /.$/su.exec(before.replace(/\p{M}+$/u, '')) ?? []
  const [first = ''] = /^./su.exec(text) ?? []
  return UNSPACED.test(last) || UNSPACED.test(first) ? '' : ' '
}
