import { byLanguage } from './by-language.ts'
import type { LanguagePack } from './language-pack.ts'

/** The pack of a language. */
export const packOf = byLanguage(
  import.meta.glob<LanguagePack>('./*/index.ts', { eager: true, import: 'pack' }),
)
