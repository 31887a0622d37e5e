/**
 * What nobody sees and what turns writing around (U+2800 is an empty letter), and half a pair. Joiners (U+200C, U+200D),
 * variation selectors and tags are looked at apart: Persian, Hindi, Chinese and many emoji are written with them.
 */
const UNSEEN =
  /(?![\u200c\u200d\ufe00-\ufe0f\u{e0020}-\u{e007f}\u{e0100}-\u{e01ef}])[\p{Default_Ignorable_Code_Point}\p{Cs}\p{Noncharacter_Code_Point}\u2800\ufff9-\ufffc\u{13430}-\u{1343f}]/gu
/** Selectors that choose nothing. */
const IDLE_SELECTOR = /(?<![\p{L}\p{M}\p{N}\p{P}\p{S}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu
/** Signs that spell the flag of a region behind an emoji (England, Wales); anywhere else they are hidden writing. */
const HIDDEN_WRITING = /(?<![\p{Extended_Pictographic}\u{e0020}-\u{e007f}])[\u{e0020}-\u{e007f}]+/gu
/** Joiners that join nothing: at an edge, beside a space, beside another. */
const IDLE_JOINER =
  /(?<![\p{L}\p{M}\p{So}\p{Sk}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{So}])/gu
/** Marks that stand on no letter would be drawn on what stands before the name. */
const LOOSE_MARKS = /(?<=^|\s)\p{M}+/gu
/** More marks on one letter than any language writes: they would cover the lines above and below. */
const HEAP_OF_MARKS = /(\p{M}{4})\p{M}+/gu

/**
 * A name on one line, as it is stored and shown: without characters that are invisible, that turn the direction of
 * what stands around it, or that are half of one. Empty when nothing else was in it. Cleaning it again changes nothing.
 */
export function cleanName(name: string): string {
  if (/^[!-~]+(?: [!-~]+)*$/.test(name)) return name
  // What is taken out may have been all that another stood on: a joiner behind a loose mark joins nothing any more.
  const cleaner = cleanOnce(name)
  return cleaner === name ? name : cleanName(cleaner)
}

function cleanOnce(name: string): string {
  return name
    .replace(UNSEEN, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(IDLE_SELECTOR, '')
    .replace(HIDDEN_WRITING, '')
    .replace(IDLE_JOINER, '')
    .replace(LOOSE_MARKS, '')
    .replace(HEAP_OF_MARKS, '$1')
    .replace(/ {2,}/g, ' ')
    .trim()
}
