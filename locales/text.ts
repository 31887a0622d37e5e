import type { TextKey } from './catalogue.ts'

/** The languages that Baton speaks, as `lang` names them: each has a folder of this name beside this file. */
export const LANGUAGES = ['en', 'id'] as const
export type Language = (typeof LANGUAGES)[number]

/** What fills the holes of a text. A number is written as the language writes it; `count` chooses the plural. */
export type Values = Readonly<Record<string, string | number>>

/**
 * Fills a text of a catalogue: `{name}` is a hole, ` | ` stands between the plurals, in the order of the
 * language's categories (English: one | other; Indonesian has one form). A hole without a value stays as it is,
 * which the test of all calls makes impossible.
 */
export function fillText(text: string, language: string, values: Values): string {
  return pluralOf(text, language, values['count']).replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name] ?? hole
    return typeof value === 'number' ? numbersOf(language).format(value) : value
  })
}

function pluralOf(text: string, language: string, count: string | number | undefined): string {
  const forms = text.split(' | ')
  if (forms.length === 1 || typeof count !== 'number') return text
  const rules = pluralsOf(language)
  const index = rules.resolvedOptions().pluralCategories.indexOf(rules.select(count))
  return forms[index] ?? forms[forms.length - 1] ?? text
}

/** Texts by their name, by their area. */
export type Areas = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The text of a key in a catalogue. */
export function textOf(areas: Areas, key: TextKey): string {
  const dot = key.indexOf('.')
  return areas[key.slice(0, dot)]?.[key.slice(dot + 1)] ?? key
}

/** How a language writes numbers. Making one is dear, so each is kept. */
export const numbersOf = kept((language) => new Intl.NumberFormat(language))
const pluralsOf = kept((language) => new Intl.PluralRules(language))

function kept<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>()
  return (language) => {
    const known = made.get(language) ?? make(language)
    made.set(language, known)
    return known
  }
}

/** The language after this one, and after the last the first again. */
export function nextLanguage<L extends string>(now: L, known: readonly L[]): L {
  return known[(known.indexOf(now) + 1) % known.length] ?? now
}

/** The first of these languages (as `navigator.languages` lists them) that Baton speaks; else English. */
export function spokenLanguage(wanted: readonly string[]): Language
export function spokenLanguage<L extends string>(
  wanted: readonly string[],
  known: readonly L[],
): L | 'en'
export function spokenLanguage(
  wanted: readonly string[],
  known: readonly string[] = LANGUAGES,
): string {
  for (const tag of wanted) {
    const [language] = tag.toLowerCase().split('-')
    // "in" is what Indonesian was called before 1989, and some systems still say it.
    const spoken = known.find((each) => each === (language === 'in' ? 'id' : language))
    if (spoken) return spoken
  }
  return 'en'
}
