// @vitest-environment happy-dom
import { effectScope, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useAction } from '../../composables/actions/actions.ts'
import { useActionKeys } from './useActionKeys.ts'

const run = vi.fn()
let scope: EffectScope

let isCovered = false

beforeEach(() => {
  run.mockClear()
  isCovered = false
  document.body.innerHTML = '<textarea></textarea><input type="checkbox"><button>x</button>'
  scope = effectScope()
  scope.run(() => {
    useAction('takeOver', run)
    useAction('palette', run)
    useAction('nextConversation', run)
    useAction('resolve', { run, blocked: () => 'notYours' })
    useAction('search', run)
    useAction('presence', run)
    useActionKeys(() => isCovered)
  })
})
afterEach(() => scope.stop())

/** Presses a key on an element and tells whether the panel used it up. */
function press(selector: string, init: KeyboardEventInit): boolean {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  document.querySelector(selector)?.dispatchEvent(event)
  return event.defaultPrevented
}

test('a letter acts where nothing is being written', () => {
  expect(press('button', { key: 't' })).toBe(true)
  expect(press('[type=checkbox]', { key: 't' })).toBe(true)
  expect(run).toHaveBeenCalledTimes(2)
})

test('a letter that is being written is written', () => {
  expect(press('textarea', { key: 't' })).toBe(false)
  expect(run).not.toHaveBeenCalled()
})

test('a key with Ctrl acts while something is being written, too', () => {
  expect(press('textarea', { key: 'k', ctrlKey: true })).toBe(true)
  expect(run).toHaveBeenCalledOnce()
})

test('a letter that an input method is composing does not act', () => {
  press('button', { key: 't', isComposing: true })
  press('button', { key: 'Process' })
  expect(run).not.toHaveBeenCalled()
})

test('a key held down repeats going through the list, and never a take-over', () => {
  press('button', { key: 't', repeat: true })
  expect(run).not.toHaveBeenCalled()
  press('button', { key: 'j', repeat: true })
  expect(run).toHaveBeenCalledOnce()
})

test('an open menu or dialog has the keys to itself', () => {
  document.body.insertAdjacentHTML('beforeend', '<div data-dismissable-layer></div>')
  expect(press('button', { key: 't' })).toBe(false)
  expect(run).not.toHaveBeenCalled()
})

test('a key whose action is not possible now stays with the browser', () => {
  expect(press('button', { key: 'e' })).toBe(false)
  expect(press('button', { key: 'g' })).toBe(false)
})

test('after a click that laid the list over the chat, what is typed in one breath reaches no field and no conversation', () => {
  isCovered = true
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  press('button', { key: 'a' })
  run.mockClear()
  for (const key of ['/', 't']) press('button', { key })
  expect(run).not.toHaveBeenCalled()
})

test('a letter that means nothing begins a word there, too', () => {
  isCovered = true
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  for (const key of ['s', '/', 't']) press('button', { key })
  expect(run).not.toHaveBeenCalled()
})

test('a slash by itself leads to the search there', () => {
  isCovered = true
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  press('button', { key: '/' })
  expect(run).toHaveBeenCalledOnce()
})
