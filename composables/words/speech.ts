import { computed, shallowRef, type ComputedRef } from 'vue'
import type { TextKey } from '../../locales/catalogue.ts'
import type { LanguagePack } from '../../locales/language-pack.ts'
import { fillText, numbersOf, textOf, type Areas, type Values } from '../../locales/text.ts'

/** What speaks one language at a time. */
export interface Speech<L extends string> {
  /** The language that is spoken now. */
  language: ComputedRef<L>
  /** A text in the language that is spoken. Reactive where it is read. */
  t: (key: TextKey, values?: Values) => string
  /** A number as the language writes it. */
  formatNumber: (value: number) => string
  /** Fetches a language and speaks it from then on. Of two that are asked for in a row the later one holds. */
  speak: (language: L) => Promise<void>
  /** Fetches the words that the panel does not start with, of this language and of any that is spoken after. */
  speakFully: () => Promise<void>
}

/** Speaks the languages that have a pack. It begins with these words of the first one. */
export function makeSpeech<L extends string>(
  packOf: (language: L) => LanguagePack,
  first: { language: L; areas: Areas },
): Speech<L> {
  const spoken = shallowRef(first)
  let wanted = first.language
  let fully = false
  let asked = 0

  async function areasOf(language: L): Promise<Areas> {
    const pack = packOf(language)
    const [atStart, later] = await Promise.all([pack.panel(), fully ? pack.later() : {}])
    return { ...atStart, ...later }
  }
  async function speak(language: L): Promise<void> {
    wanted = language
    asked += 1
    const now = asked
    const areas = await areasOf(language)
    // Another one, or more of it, may have been asked for while this was fetched.
    if (now !== asked) return
    spoken.value = { language, areas }
    document.documentElement.lang = language
  }

  return {
    language: computed(() => spoken.value.language),
    t: (key, values = {}) =>
      fillText(textOf(spoken.value.areas, key), spoken.value.language, values),
    formatNumber: (value) => numbersOf(spoken.value.language).format(value),
    speak,
    speakFully: async () => {
      if (fully) return
      await packOf(wanted).later()
      fully = true
      await speak(wanted)
    },
  }
}
