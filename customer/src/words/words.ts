import { english, type Words } from './english.ts'
import { indonesian } from './indonesian.ts'

export type Language = 'en' | 'id'

const CATALOGUES: Record<Language, Words> = { en: english, id: indonesian }

/**
 * The first of these languages (BCP 47) that the pages speak, else English. Of a site its own language comes
 * first, then what the browser asks for.
 */
export function spokenLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    // Some sites write "id_ID", as operating systems do.
    const [language] = tag
      .trim()
      .toLowerCase()
      .split(/[-_.@]/)
    // "in" is what Indonesian was called before 1989, and some systems still say it.
    if (language === 'id' || language === 'in') return 'id'
    if (language === 'en') return 'en'
  }
  return 'en'
}

/** What the pages say in a language. */
export function wordsIn(language: Language): Words {
  return CATALOGUES[language]
}
