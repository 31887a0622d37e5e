// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { focusedField } from './find-field.ts'

// The browser's own way into closed components is not there in a test: what is open is found without it.
vi.mock('../../platform/shadow-root.ts', () => ({
  shadowRootOf: (element: Element) => element.shadowRoot,
}))

afterEach(() => {
  document.body.replaceChildren()
})

function focused<E extends HTMLElement>(element: E, root: ParentNode = document.body): E {
  root.append(element)
  element.focus()
  return element
}
function input(type: string, readOnly = false): HTMLInputElement {
  return Object.assign(document.createElement('input'), { type, readOnly })
}

test.each(['text', 'search', 'email', 'url', 'tel'])('a field for %s is one', (type) => {
  const element = focused(input(type))
  expect(focusedField(document)).toEqual({ kind: 'box', element })
})

test('so is a text area, in whatever component', () => {
  const host = focused(document.createElement('div'))
  const element = document.createElement('textarea')
  const root = host.attachShadow({ mode: 'open' })
  root.append(element)
  Object.defineProperty(document, 'activeElement', { configurable: true, get: () => host })
  Object.defineProperty(root, 'activeElement', { get: () => element })
  expect(focusedField(document)).toEqual({ kind: 'box', element })
  Reflect.deleteProperty(document, 'activeElement')
})

test.each([
  ['a password', () => input('password')],
  ['a number', () => input('number')],
  ['a box to tick', () => input('checkbox')],
  ['a field that may only be read', () => input('text', true)],
  ['a button', () => document.createElement('button')],
])('%s is none', (_what, make) => {
  focused(make())
  expect(focusedField(document)).toBeNull()
})

test('a frame is told apart: another copy of the script is in it', () => {
  const frame = document.createElement('iframe')
  Object.defineProperty(document, 'activeElement', { configurable: true, get: () => frame })
  expect(focusedField(document)).toBe('frame')
  Reflect.deleteProperty(document, 'activeElement')
})
