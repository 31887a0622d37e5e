import { pageTextsOf, type PageTexts } from '../../locales/page-texts.ts'
import { fillText, type Values } from '../../locales/text.ts'

export type PageText = `pages.${keyof PageTexts}`
export type SayOnPage = (key: PageText, values?: Values) => string

/** What is said outside the panel, in a language. */
export function pageWords(language: string, textsOf = pageTextsOf): SayOnPage {
  const texts: Record<string, string> = textsOf(language)
  return (key, values = {}) => fillText(texts[key.slice('pages.'.length)] ?? key, language, values)
}
