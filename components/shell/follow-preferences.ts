import { watch } from 'vue'
import { languageOf } from '../../preferences/preferences.ts'
import type { usePreferences } from '../../stores/preferences.ts'
import { chooseKeys } from '../../composables/actions/useKeys.ts'
import { speak } from '../../composables/words/i18n.ts'

/**
 * Lets the page look and speak as the agent chose, now and whenever that changes. Resolves when the language is
 * there, so that nothing is painted in another one first.
 */
export async function followPreferences(
  preferences: ReturnType<typeof usePreferences>,
): Promise<void> {
  const { dataset } = document.documentElement
  watch(
    () => preferences.now,
    ({ theme, density, customerSide, keys, singleKeys }) => {
      chooseKeys({ keys, singleKeys })
      if (theme === 'system') delete dataset['theme']
      else dataset['theme'] = theme
      dataset['density'] = density
      dataset['customerSide'] = customerSide
    },
    { immediate: true },
  )
  watch(
    () => languageOf(preferences.now),
    (language) => void speak(language),
  )
  // The browser's own language may be changed while a panel is open.
  addEventListener('languagechange', () => void speak(languageOf(preferences.now)))
  await speak(languageOf(preferences.now))
}
