import { expect, test } from 'vitest'
import { ariaShortcut, isCharacter, keyCaps, strokeOf, type KeyPress } from './stroke.ts'

const press = (key: string, more: Partial<KeyPress> & { altGr?: boolean } = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  getModifierState: (name) => name === 'AltGraph' && more.altGr === true,
  ...more,
})

test.each([
  ['j', press('j')],
  ['j with Caps Lock on', press('J')],
])('%s is the same letter', (_what, event) => {
  expect(strokeOf(event, false)).toBe('j')
})

test.each([
  ['Shift+O', press('O', { shiftKey: true })],
  ['Mod+k', press('k', { ctrlKey: true })],
  ['Mod+Shift+K', press('K', { ctrlKey: true, shiftKey: true })],
  ['Alt+n', press('n', { altKey: true })],
  ['Shift+Enter', press('Enter', { shiftKey: true })],
  ['Space', press(' ')],
])('%s', (stroke, event) => {
  expect(strokeOf(event, false)).toBe(stroke)
})

test('a sign is the sign, however many keys it takes in a layout', () => {
  expect(strokeOf(press('?', { shiftKey: true, code: 'Slash' }), false)).toBe('?')
  // The German "/" is Shift and 7; the French "1" needs Shift; "@" is typed by AltGr.
  expect(strokeOf(press('/', { shiftKey: true, code: 'Digit7' }), false)).toBe('/')
  expect(strokeOf(press('1', { shiftKey: true, code: 'Digit1' }), false)).toBe('1')
  expect(
    strokeOf(press('@', { ctrlKey: true, altKey: true, altGr: true, code: 'KeyQ' }), false),
  ).toBe('@')
})

test('a letter counts by what it types, and by its place only where it is no Latin one', () => {
  expect(strokeOf(press('z', { code: 'KeyY' }), false)).toBe('z')
  expect(strokeOf(press('о', { code: 'KeyJ' }), false)).toBe('j')
  expect(strokeOf(press('Л', { code: 'KeyK', shiftKey: true }), false)).toBe('Shift+K')
})

test('with Alt a digit counts by its place', () => {
  const alt = { altKey: true, code: 'Digit1' }
  expect(['1', '¡', '&'].map((key) => strokeOf(press(key, alt), true))).toEqual([
    ...['Alt+1', 'Alt+1', 'Alt+1'],
  ])
})

test('on a Mac ⌘ is the modifier, elsewhere Ctrl; the other one belongs to the system', () => {
  expect(strokeOf(press('k', { metaKey: true }), true)).toBe('Mod+k')
  expect(strokeOf(press('k', { ctrlKey: true }), true)).toBeNull()
  expect(strokeOf(press('k', { metaKey: true }), false)).toBeNull()
})

test.each(['Shift', 'Control', 'Dead', 'Process'])('%s alone is no stroke', (key) => {
  expect(strokeOf(press(key), false)).toBeNull()
})

test('only what types a character gives way to writing', () => {
  expect(['j', '?', 'Shift+O', 'Space'].map(isCharacter)).toEqual([true, true, true, true])
  expect(['Mod+k', 'Alt+n', 'Escape', 'F2', 'Mod++'].map(isCharacter)).not.toContain(true)
})

test('keys are shown as they are written on the keyboard', () => {
  expect(keyCaps('Mod+k', false)).toEqual(['Ctrl', 'K'])
  expect(keyCaps('Mod+Shift+K', true)).toEqual(['⌘', '⇧', 'K'])
  expect(keyCaps('Mod++', false)).toEqual(['Ctrl', '+'])
  expect(keyCaps('Escape', false)).toEqual(['Esc'])
  expect(ariaShortcut('Mod+k', false)).toBe('Control+k')
})
