// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { BROWSER_OFFERS } from '../browser-offers.ts'
import type { BrowserOffers } from '../../../preferences/browser-offers.ts'
import { someOffers } from '../../../tests/support/offers.ts'
import EverywhereSetting from './EverywhereSetting.vue'

async function show(over: Partial<BrowserOffers> = {}) {
  const screen = mount(EverywhereSetting, {
    global: { provide: { [BROWSER_OFFERS]: someOffers(over) } },
  })
  await flushPromises()
  const box = () => screen.get<HTMLInputElement>('input').element
  const turn = async (on: boolean) => {
    await screen.get('input').setValue(on)
    await flushPromises()
  }
  return { screen, box, turn }
}

test('the key that the browser has for it now is named', async () => {
  const shortcuts = [{ name: 'insert-template', shortcut: 'Alt+Shift+E' }]
  const { screen } = await show({ shortcuts: () => Promise.resolve(shortcuts) })
  expect(screen.text()).toContain('or press Alt+Shift+E in it')
})

test('copying is asked for by the click that switches it on, and given back by the one that switches it off', async () => {
  const asked: boolean[] = []
  const { box, turn } = await show({
    allowCopying: (allow) => {
      asked.push(allow)
      return Promise.resolve(allow)
    },
  })
  expect(box().checked).toBe(false)
  await turn(true)
  expect(box().checked).toBe(true)
  await turn(false)
  expect(box().checked).toBe(false)
  expect(asked).toEqual([true, false])
})

test('a refusal is said, and the switch stays off', async () => {
  const { screen, box, turn } = await show({ allowCopying: () => Promise.resolve(false) })
  await turn(true)
  expect(box().checked).toBe(false)
  expect(screen.text()).toContain('The browser did not allow it.')
})
