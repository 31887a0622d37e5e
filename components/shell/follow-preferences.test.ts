// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { usePreferences } from '../../stores/preferences.ts'
import { followPreferences } from './follow-preferences.ts'
import { language, speak } from '../../composables/words/i18n.ts'

const { dataset } = document.documentElement

beforeEach(() => setActivePinia(createPinia()))
afterEach(async () => {
  vi.unstubAllGlobals()
  await speak('en')
})

test('the page looks as chosen, at once and from then on', async () => {
  const preferences = usePreferences()
  await preferences.set('theme', 'dark')
  await followPreferences(preferences)
  expect(dataset).toMatchObject({
    theme: 'dark',
    density: 'comfortable',
    customerSide: 'right',
  })
  await preferences.set('theme', 'system')
  await preferences.set('density', 'compact')
  await preferences.set('customerSide', 'left')
  await nextTick()
  expect(dataset['theme']).toBeUndefined()
  expect(dataset).toMatchObject({ density: 'compact', customerSide: 'left' })
})

test('the page speaks as chosen, else as the browser does, whenever either changes', async () => {
  const preferences = usePreferences()
  vi.stubGlobal('navigator', { languages: ['id-ID', 'en'] })
  await followPreferences(preferences)
  expect(language.value).toBe('id')
  await preferences.set('language', 'en')
  await expect.poll(() => language.value).toBe('en')
  await preferences.set('language', 'system')
  await expect.poll(() => language.value).toBe('id')
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
  dispatchEvent(new Event('languagechange'))
  await expect.poll(() => document.documentElement.lang).toBe('en')
})
