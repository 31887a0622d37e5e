import { byLanguage } from './by-language.ts'
import type texts from './en/pages.json'

/** What is said over other people's pages. */
export type PageTexts = typeof texts

/** The words for other people's pages in a language. */
export const pageTextsOf = byLanguage(
  import.meta.glob<PageTexts>('./*/pages.json', { eager: true, import: 'default' }),
)
