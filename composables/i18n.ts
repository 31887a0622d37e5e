import { computed, shallowRef } from 'vue'
import { english, type Catalogue, type TextKey } from '../locales/english.ts'
import { fillText, numbersOf, textOf, type Language, type Values } from '../locales/text.ts'

const spoken = shallowRef<{ language: Language; catalogue: Catalogue }>({
  language: 'en',
  catalogue: english,
})

/** The language the panel speaks now. */
export const language = computed(() => spoken.value.language)

/**
 * A text in the language of the panel. Whoever reads it in a template or a computed is given the other
 * language as soon as it is chosen; a constant made once at the top of a file is not.
 */
export function t(key: TextKey, values: Values = {}): string {
  return fillText(textOf(spoken.value.catalogue, key), spoken.value.language, values)
}

/** A number as the language of the panel writes it. */
export function formatNumber(value: number): string {
  return numbersOf(spoken.value.language).format(value)
}

let wanted: Language = 'en'

/** Lets the whole panel speak this language. Resolves once it does: Indonesian is fetched when it is wanted. */
export async function speak(language: Language): Promise<void> {
  wanted = language
  const catalogue = await catalogueOf(language)
  // Another one may have been chosen while this one was fetched.
  if (wanted !== language) return
  spoken.value = { language, catalogue }
  document.documentElement.lang = language
}

async function catalogueOf(language: Language): Promise<Catalogue> {
  if (language === 'en') return english
  return (await import('../locales/indonesian.ts')).indonesian
}
