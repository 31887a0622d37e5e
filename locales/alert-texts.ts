import { byLanguage } from './by-language.ts'
import type texts from './en/alerts.json'

/** What notifications say. */
export type AlertTexts = typeof texts

/**
 * The words of alerts in a language. They are no part of its pack: the background is one file, and would have all of the
 * packs in it.
 */
export const alertTextsOf = byLanguage(
  import.meta.glob<AlertTexts>('./*/alerts.json', { eager: true, import: 'default' }),
)
