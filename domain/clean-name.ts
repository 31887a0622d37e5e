/**
 * Invisible characters, those that change the direction of text, and lone surrogates (U+2800 is an empty letter).
 * Joiners (U+200C, U+200D), variation selectors and tags are handled separately: Persian, Hindi, Chinese and many
 * emoji need them.
 */
const UNSEEN =
  /(?![\u200c\u200d\ufe00-\ufe0f\u{e0020}-\u{e007f}\u{e0100}-\u{e01ef}])[\p{Default_Ignorable_Code_Point}\p{Cs}\p{Noncharacter_Code_Point}\u2800\ufff9-\ufffc\u{13430}-\u{1343f}]/gu
/** Variation selectors without a character to vary. */
const IDLE_SELECTOR = /(?<![\p{L}\p{M}\p{N}\p{P}\p{S}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu
/**
 * Tag characters that spell the flag of a region behind an emoji (England, Wales). Anywhere else they are hidden
 * text.
 */
const HIDDEN_WRITING = /(?<![\p{Extended_Pictographic}\u{e0020}-\u{e007f}])[\u{e0020}-\u{e007f}]+/gu
/** Joiners that join nothing: at an edge, beside a space, beside another joiner. */
const IDLE_JOINER =
  /(?<![\p{L}\p{M}\p{So}\p{Sk}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{So}])/gu
/** Marks without a letter, which would be drawn on the character before the name. */
const LOOSE_MARKS = /(?<=^|\s)\p{M}+/gu
/** More marks on one letter than any language uses: they would cover the lines above and below. */
const HEAP_OF_MARKS = /(\p{M}{4})\p{M}+/gu

/**
 * Cleans a name for storing and showing on one line. It removes invisible characters, those that change the direction
 * of text, and halves of a character. Returns an empty text if nothing else was in it. Cleaning twice changes
 * nothing.
 */
export function cleanName(name: string): string {
  if (/^[!-~]+(?: [!-~]+)*$/.test(name)) return name
  // A removal may leave other characters alone: a joiner behind a removed mark joins nothing any more.
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
