import { language } from '../../composables/words/i18n.ts'

/** What most teams write in; whatever else a team uses is added to it. */
const COMMON = [
  ...['ar', 'bn', 'cs', 'da', 'de', 'el', 'en', 'es', 'fa', 'fi', 'fil', 'fr', 'he', 'hi', 'hu'],
  ...['id', 'it', 'ja', 'jv', 'km', 'ko', 'ms', 'nl', 'no', 'pl', 'pt', 'pt-BR', 'ro', 'ru', 'su'],
  ...['sv', 'ta', 'th', 'tr', 'uk', 'ur', 'vi', 'zh', 'zh-TW'],
]

/** A language by its name in the language of the panel; its tag, where the browser knows none. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([language.value], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** The languages a template may be said to be in, those that are used among them, by their names. */
export function languageChoices(used: readonly string[]): { value: string; label: string }[] {
  const { compare } = new Intl.Collator(language.value)
  return [...new Set([...COMMON, ...used])]
    .map((value) => ({ value, label: languageName(value) }))
    .sort((a, b) => compare(a.label, b.label))
}
