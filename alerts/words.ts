import english from '../locales/en/alerts.json'
import indonesian from '../locales/id/alerts.json'
import { fillText, type Language, type Values } from '../locales/text.ts'

/** Key of a text that notifications say. */
export type AlertText = `alerts.${keyof typeof english}`

/** Says a text of `alerts` in the agent's language. */
export interface Say {
  (key: AlertText, values?: Values): string
  language: Language
}

const TEXTS: Record<Language, typeof english> = { en: english, id: indonesian }

/** The words of alerts in a language, for a background that has neither Vue nor the rest of the catalogue. */
export function alertWords(language: Language): Say {
  const texts: Record<string, string> = TEXTS[language]
  const say = (key: AlertText, values: Values = {}) =>
    fillText(texts[key.slice('alerts.'.length)] ?? key, language, values)
  return Object.assign(say, { language })
}
