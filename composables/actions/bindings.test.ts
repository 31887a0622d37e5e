import { expect, test } from 'vitest'
import { bindings } from './bindings.ts'
import { ACTIONS } from './catalogue.ts'
import { takenByBrowser } from '../../components/settings/browser-keys.ts'

const keys = ACTIONS.map(({ key }) => key)

test('no two actions share a key', () => {
  expect(new Set(keys).size).toBe(keys.length)
  expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length)
})

test('no action takes a key that the browser needs', () => {
  expect(keys.filter(takenByBrowser)).toEqual([])
})

test('every action has a key', () => {
  expect(bindings().keyOf.size).toBe(ACTIONS.length)
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
    ...['Alt+0', 'Alt+1', 'Alt+2', 'Alt+3'],
    ...['Alt+Enter', 'Alt+Shift+E', 'Alt+Shift+Enter'],
    'Alt+Shift+Q',
    'Escape',
    'Mod+Shift+O',
    'Mod+k',
  ])
})
