import { computed, shallowRef } from 'vue'
import { english, type TextKey } from '../../locales/english.ts'
import {
  fillText,
  numbersOf,
  textOf,
  type Areas,
  type Language,
  type Values,
} from '../../locales/text.ts'

const spoken = shallowRef<{ language: Language; areas: Areas }>({ language: 'en', areas: english })

/** The language the panel speaks now. */
export const language = computed(() => spoken.value.language)

/**
 * A text in the language of the panel. Whoever reads it in a template or a computed is given the other
 * language as soon as it is chosen; a constant made once at the top of a file is not.
 */
export function t(key: TextKey, values: Values = {}): string {
  return fillText(textOf(spoken.value.areas, key), spoken.value.language, values)
}

/** A number as the language of the panel writes it. */
export function formatNumber(value: number): string {
  return numbersOf(spoken.value.language).format(value)
}

let wanted: Language = 'en'
/** Whether the words of what is opened now and then are wanted, too. */
let fully = false
let asked = 0

/** Lets the whole panel speak this language. Resolves once it does: Indonesian is fetched when it is wanted. */
export async function speak(language: Language): Promise<void> {
  wanted = language
  asked += 1
  const now = asked
  const areas = await areasOf(language)
  // Another one, or more of it, may have been asked for while this was fetched.
  if (now !== asked) return
  spoken.value = { language, areas }
  document.documentElement.lang = language
}

/** Fetches the words that the panel does not start with; whoever shows them waits for this first. */
export async function speakFully(): Promise<void> {
  if (fully) return
  await laterOf(wanted)
  fully = true
  await speak(wanted)
}

async function areasOf(language: Language): Promise<Areas> {
  const [atStart, later] = await Promise.all([
    language === 'en'
      ? english
      : import('../../locales/indonesian.ts').then((found) => found.indonesian),
    fully ? laterOf(language) : {},
  ])
  return { ...atStart, ...later }
}

async function laterOf(language: Language): Promise<Areas> {
  if (language === 'en') return (await import('../../locales/english-later.ts')).englishLater
  return (await import('../../locales/indonesian-later.ts')).indonesianLater
}
