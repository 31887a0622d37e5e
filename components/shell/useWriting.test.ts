// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useWriting } from './useWriting.ts'

const scope = effectScope()
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

const writing = () => scope.run(() => useWriting()) ?? { value: null }

function add(html: string): Element {
  document.body.innerHTML = html
  const added = document.body.firstElementChild
  if (!added) throw new Error('Nothing was added.')
  return added
}

function type(field: Element, text: string): void {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = text
  else field.textContent = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

test.each([
  ['a text', '<textarea></textarea>'],
  ['a line', '<input>'],
  ['a search', '<input type="search">'],
  ['a rich text', '<div contenteditable="true"></div>'],
])(
  '%s is being written while it is not empty, for as long as somebody may think',
  (_what, html) => {
    const told = writing()
    const field = add(html)
    expect(told.value).toBe(false)
    type(field, 'half a')
    expect(told.value).toBe(true)
    vi.advanceTimersByTime(4 * 60_000)
    expect(told.value).toBe(true)
    type(field, '')
    expect(told.value).toBe(false)
    type(field, 'again')
    vi.advanceTimersByTime(6 * 60_000)
    expect(told.value).toBe(false)
  },
)

test('a field that is gone is not being written in', () => {
  const told = writing()
  type(add('<textarea></textarea>'), 'half a')
  document.body.replaceChildren()
  vi.advanceTimersByTime(2_000)
  expect(told.value).toBe(false)
})

test.each(['dialog', 'alertdialog'])('an open %s is waited for', (role) => {
  const told = writing()
  add(`<div role="${role}"><button>Hand over</button></div>`)
  vi.advanceTimersByTime(2_000)
  expect(told.value).toBe(true)
  document.body.replaceChildren()
  vi.advanceTimersByTime(2_000)
  expect(told.value).toBe(false)
})
