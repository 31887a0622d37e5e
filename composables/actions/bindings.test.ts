import { expect, test } from 'vitest'
import { bindings } from './bindings.ts'
import { ACTIONS } from './catalogue.ts'
import { takenByBrowser } from './browser-keys.ts'

const keys = ACTIONS.flatMap(({ key }) => (key === null ? [] : [key]))

test('no two actions share a key', () => {
  expect(new Set(keys).size).toBe(keys.length)
  expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length)
})

test('no action takes a key that the browser needs', () => {
  expect(keys.filter(takenByBrowser)).toEqual([])
})

test('every action can be reached: by its key, or by the palette, which has one', () => {
  const { keyOf } = bindings()
  expect(keyOf.get('palette')).toBe('Mod+k')
  expect(keyOf.size).toBe(keys.length)
})

test('a chosen key is taken from the action that had it', () => {
  const { keyOf, actionOf } = bindings({ takeOver: 'j' })
  expect(actionOf.get('j')).toBe('takeOver')
  expect(keyOf.has('nextConversation')).toBe(false)
  expect(actionOf.has('t')).toBe(false)
})

test('a key can be taken away', () => {
  expect(bindings({ resolve: null }).keyOf.has('resolve')).toBe(false)
})

test('with single keys off, only those that type no character are left', () => {
  const { actionOf } = bindings({ takeOver: 'Mod+Shift+O' }, false)
  expect([...actionOf.keys()].sort()).toEqual([
    ...['Alt+1', 'Alt+2', 'Alt+3'],
    'Escape',
    'Mod+Shift+O',
    'Mod+k',
  ])
})
