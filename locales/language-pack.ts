import type { Catalogue, LaterCatalogue } from './catalogue.ts'

/** What the panel needs of a language. `locales/<language>/index.ts` exports one as `pack`. */
export interface LanguagePack {
  /** What the language calls itself. */
  name: string
  /** The words that the panel starts with. */
  panel: () => Promise<Catalogue>
  /** The words of what the panel does not start with. */
  later: () => Promise<LaterCatalogue>
  /**
   * What emoji are called, a line for each line of `locales/emoji/english.txt`, with `|` between names. Left out: emoji are
   * found by their English names only.
   */
  emoji?: () => Promise<string>
  /** What the name of an emoji says of its kind, as "flag of" does in English: a search may leave it out. */
  emojiKind: RegExp
}
