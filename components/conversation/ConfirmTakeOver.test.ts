// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import ConfirmTakeOver from './ConfirmTakeOver.vue'

/** What it told after the button with these words was pressed. */
async function after(words: string) {
  const view = mount(ConfirmTakeOver, {
    props: { ownerName: 'Rina Hartono', ownerOffline: false },
    attachTo: document.body,
  })
  await flushPromises()
  const buttons = [...document.querySelectorAll('button')]
  buttons.find(({ textContent }) => textContent.includes(words))?.click()
  await flushPromises()
  const { confirm = [], close = [] } = view.emitted()
  view.unmount()
  return { confirmed: confirm.length, closed: close.length }
}

test('said twice, it is confirmed once and the question goes', async () => {
  expect(await after('Take Over')).toEqual({ confirmed: 1, closed: 1 })
})

test('cancelled, the question goes and nothing is confirmed', async () => {
  expect(await after('Cancel')).toEqual({ confirmed: 0, closed: 1 })
})
