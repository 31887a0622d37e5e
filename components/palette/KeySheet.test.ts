// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test } from 'vitest'
import { usePreferences } from '../../stores/preferences.ts'
import KeySheet from './KeySheet.vue'

let mounted: VueWrapper | undefined
afterEach(() => mounted?.unmount())

/** The sheet's lines, each with its keys behind it. */
async function lines(enterSends: boolean): Promise<string[]> {
  const pinia = createPinia()
  setActivePinia(pinia)
  usePreferences().now.enterSends = enterSends
  mounted = mount(KeySheet, { global: { plugins: [pinia] }, attachTo: document.body })
  const rows = () => [...document.querySelectorAll('[data-test=key-row]')]
  await expect.poll(() => rows().length).toBeGreaterThan(40)
  return rows().map(({ children: [what, keys] }) =>
    [
      what?.textContent,
      ...[...(keys?.querySelectorAll('kbd kbd') ?? [])].map((cap) => cap.textContent),
    ].join(' '),
  )
}

test('it tells the keys of the message box as they are set, and those of the template manager', async () => {
  const shown = await lines(true)
  expect(shown).toEqual(
    expect.arrayContaining(['Send Enter', 'New line Shift Enter', 'Save Ctrl S']),
  )
  mounted?.unmount()
  expect(await lines(false)).toEqual(expect.arrayContaining(['Send Ctrl Enter', 'New line Enter']))
})

test('it can be scrolled by keys at once', async () => {
  await lines(true)
  await expect.poll(() => document.activeElement?.getAttribute('role')).toBe('region')
})
