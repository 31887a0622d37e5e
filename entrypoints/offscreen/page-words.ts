import english from '../../locales/en/pages.json'
import indonesian from '../../locales/id/pages.json'
import { fillText, type Language, type Values } from '../../locales/text.ts'

export type PageText = `pages.${keyof typeof english}`
export type SayOnPage = (key: PageText, values?: Values) => string

const TEXTS: Record<Language, typeof english> = { en: english, id: indonesian }

/** What is said outside the panel, in a language. */
export function pageWords(language: Language): SayOnPage {
  const texts: Record<string, string> = TEXTS[language]
  return (key, values = {}) => fillText(texts[key.slice('pages.'.length)] ?? key, language, values)
}
