import { expect, test } from 'vitest'
import { kindOf, type KeyKind } from './typed-key.ts'

function press(key: string, held: readonly string[] = []) {
  return {
    ...{ key, code: '', ctrlKey: held.includes('Control'), metaKey: held.includes('Meta') },
    ...{ altKey: held.includes('Alt'), shiftKey: held.includes('Shift') },
    getModifierState: (name: string) => held.includes(name),
  }
}

const CASES: [key: string, held: string[], on: 'Mac' | 'others' | 'all', kind: KeyKind][] = [
  ['e', [], 'all', 'character'],
  ['E', ['Shift'], 'all', 'character'],
  ['/', [], 'all', 'character'],
  ['?', ['Shift'], 'all', 'character'],
  ['ж', [], 'all', 'character'],
  ['あ', [], 'all', 'character'],
  ['لا', [], 'all', 'character'],
  ['😀', [], 'all', 'character'],
  ['Dead', [], 'all', 'character'],
  ['Process', [], 'all', 'character'],
  // AltGr types; Windows tells it as Ctrl and Alt.
  ['@', ['AltGraph'], 'all', 'character'],
  ['€', ['AltGraph', 'Control', 'Alt'], 'all', 'character'],
  ['@', ['Alt'], 'Mac', 'character'],
  ['1', ['Alt'], 'others', 'other'],
  ['e', ['Control'], 'all', 'other'],
  ['e', ['Meta'], 'all', 'other'],
  [' ', [], 'all', 'space'],
  [' ', ['Shift'], 'all', 'space'],
  ['Enter', [], 'all', 'enter'],
  ['Enter', ['Shift'], 'all', 'enter'],
  ['Backspace', [], 'all', 'correcting'],
  ['v', ['Control'], 'others', 'paste'],
  ['v', ['Meta'], 'Mac', 'paste'],
  ['V', ['Control', 'Shift'], 'others', 'paste'],
  ['v', ['Control'], 'Mac', 'other'],
  ['Insert', ['Shift'], 'all', 'paste'],
  ['Shift', ['Shift'], 'all', 'held'],
  ['AltGraph', ['AltGraph'], 'all', 'held'],
  ['ArrowDown', [], 'all', 'other'],
  ['Tab', [], 'all', 'other'],
  ['Escape', [], 'all', 'other'],
  ['F5', [], 'all', 'other'],
  ['Unidentified', [], 'all', 'held'],
]

test.each(CASES)('%s with %j on %s is %s', (key, held, on, kind) => {
  const macs = on === 'all' ? [true, false] : [on === 'Mac']
  for (const mac of macs) expect(kindOf(press(key, held), mac)).toBe(kind)
})
