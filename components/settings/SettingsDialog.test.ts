// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test } from 'vitest'
import { BROWSER_OFFERS } from './browser-offers.ts'
import { speak } from '../../composables/words/i18n.ts'
import '../../tests/support/panel-world.ts'
import { someOffers } from '../../tests/support/offers.ts'
import { usePlace } from '../../stores/place.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { anAccount } from '../../tests/support/rows.ts'
import SettingsDialog from './SettingsDialog.vue'

let mounted: VueWrapper | undefined
afterEach(async () => {
  mounted?.unmount()
  await speak('en')
})

async function settings(section = '') {
  const pinia = createPinia()
  setActivePinia(pinia)
  const place = usePlace()
  place.show({ kind: 'settings', section })
  mounted = mount(SettingsDialog, {
    props: { account: anAccount() },
    global: { plugins: [pinia], provide: { [BROWSER_OFFERS]: someOffers() } },
    attachTo: document.body,
  })
  const text = () => document.querySelector('[role=dialog]')?.textContent ?? ''
  await expect.poll(text).toContain(section === 'account' ? 'Server' : 'Density')
  const named = (role: string, name: string) =>
    [...document.querySelectorAll<HTMLElement>(`[role=${role}]`)].find((element) =>
      element.textContent.includes(name),
    )
  return {
    place,
    preferences: usePreferences(),
    text,
    press: async (role: string, name: string) => {
      named(role, name)?.click()
      await flushPromises()
    },
    chosen: () =>
      [...document.querySelectorAll('[role=radio][aria-checked=true]')].map(
        ({ textContent }) => textContent,
      ),
  }
}

test('as delivered, everything follows the browser, with room, and customers on the right', async () => {
  const { chosen } = await settings()
  expect(chosen()).toEqual(['Browser default', 'System', 'Comfortable', 'On the right'])
})

test.each([
  ['Dark', { theme: 'dark' }],
  ['Compact', { density: 'compact' }],
  ['On the left', { customerSide: 'left' }],
  ['Bahasa Indonesia', { language: 'id' }],
])('%s is chosen by one press', async (name, expected) => {
  const { press, preferences, chosen } = await settings()
  await press('radio', name)
  expect(preferences.now).toMatchObject(expected)
  expect(chosen()).toContain(name)
})

test('what Enter does is switched, and the words beside it say what it does now', async () => {
  const { preferences, text } = await settings()
  expect(text()).toContain('Shift+Enter breaks the line.')
  document.querySelector<HTMLElement>('input[type=checkbox]')?.click()
  await flushPromises()
  expect(preferences.now.enterSends).toBe(false)
  expect(text()).toContain('Enter breaks the line; Ctrl+Enter')
})

test('the settings themselves are in the language that was chosen', async () => {
  const { text } = await settings()
  await speak('id')
  await flushPromises()
  expect(text()).toContain('Kerapatan')
})

test('the account says who is signed in, where, and the version', async () => {
  const { text } = await settings('account')
  expect(text()).toContain('rina@example.com')
  expect(text()).toContain('https://support.example.com')
  expect(text()).toMatch(/Baton \d+\.\d+\.\d+, protocol \d+/)
})

test('Escape closes them', async () => {
  const { place } = await settings()
  document
    .querySelector('[role=dialog]')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  await flushPromises()
  expect(place.view).toEqual({ kind: 'inbox' })
})

test('the section that is open has the focus: the arrow keys go on from there', async () => {
  await settings('account')
  await expect.poll(() => document.activeElement?.getAttribute('role')).toBe('tab')
  expect(document.activeElement?.textContent).toContain('Account')
})
