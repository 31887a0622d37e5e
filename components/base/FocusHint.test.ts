// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import FocusHint from './FocusHint.vue'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

function buttonOf(title: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.title = title
  document.body.append(button)
  return button
}
const rest = async () => {
  vi.advanceTimersByTime(600)
  await nextTick()
}

test('who rests on a button with the keyboard is told what it is, until the next key', async () => {
  const hint = mount(FocusHint)
  buttonOf('Search (/)').focus()
  await nextTick()
  expect(hint.text()).toBe('')
  await rest()
  expect(hint.text()).toBe('Search (/)')
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  await nextTick()
  expect(hint.text()).toBe('')
  hint.unmount()
})

test('who passes by is told nothing, nor is anything told of what has gone', async () => {
  const hint = mount(FocusHint)
  buttonOf('One').focus()
  const two = buttonOf('Two')
  vi.advanceTimersByTime(300)
  two.focus()
  vi.advanceTimersByTime(300)
  await nextTick()
  expect(hint.text()).toBe('')
  two.remove()
  await rest()
  expect(hint.text()).toBe('')
  hint.unmount()
})
