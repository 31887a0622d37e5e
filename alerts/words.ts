import { alertTextsOf, type AlertTexts } from '../locales/alert-texts.ts'
import { fillText, type Values } from '../locales/text.ts'

/** Key of a text in notifications. */
export type AlertText = `alerts.${keyof AlertTexts}`

/** Says a text of `alerts` in the agent's language. */
export interface Say {
  (key: AlertText, values?: Values): string
  language: string
}

/** The texts of alerts in a language, for a background that loads neither Vue nor the whole catalogue. */
export function alertWords(language: string, textsOf = alertTextsOf): Say {
  const texts: Record<string, string> = textsOf(language)
  const say = (key: AlertText, values: Values = {}) =>
    fillText(texts[key.slice('alerts.'.length)] ?? key, language, values)
  return Object.assign(say, { language })
}
