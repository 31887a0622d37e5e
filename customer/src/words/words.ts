import { english, type Words } from './english.ts'
import { indonesian } from './indonesian.ts'

/** Every language of the pages: another one is a file and a line here. */
const CATALOGUES = { en: english, id: indonesian } satisfies Record<string, Words>

export type Language = keyof typeof CATALOGUES

const isSpoken = (language: string): language is Language => Object.hasOwn(CATALOGUES, language)

/**
 * The first of these languages (BCP 47) that the pages speak, else English. Of a site its own language comes
 * first, then what the browser asks for.
 */
export function spokenLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    // Some sites write "id_ID", as operating systems do.
    const [language = ''] = tag
      .trim()
      .toLowerCase()
      .split(/[-_.@]/)
    // "in" is what Indonesian was called before 1989, and some systems still say it.
    const spoken = language === 'in' ? 'id' : language
    if (isSpoken(spoken)) return spoken
  }
  return 'en'
}

/** What the pages say in a language. */
export function wordsIn(language: Language): Words {
  return CATALOGUES[language]
}
