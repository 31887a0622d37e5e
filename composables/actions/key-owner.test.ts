import { describe, expect, test } from 'vitest'
import { fc } from '../../tests/support/property.ts'
import { keyOwner, type KeyOwner, type KeySituation } from './key-owner.ts'
import type { KeyKind } from './typed-key.ts'

/** An agent who clicked somewhere in the panel, with a message box on the screen. */
const CLICKED: KeySituation = {
  ...{ writing: false, browsing: false, layer: null, pointed: true, box: true },
  ...{ awaited: false, stray: 'none', repeats: false },
}
const menu = { kind: 'menu', focused: true } as const
const dialog = { kind: 'dialog', focused: true } as const
const keysInList = { browsing: true, pointed: false }

const CASES: [what: string, kind: KeyKind, now: Partial<KeySituation>, owner: KeyOwner][] = [
  ['a letter after a click on anything', 'character', {}, 'box'],
  ['a letter after a click on a message or a row', 'character', { browsing: true }, 'box'],
  ['a letter on a button reached by Tab', 'character', { pointed: false }, 'box'],
  ['a letter in the list, reached by keys', 'character', keysInList, 'command'],
  ['a letter where there is no box', 'character', { box: false }, 'command'],
  ['a letter in a field', 'character', { writing: true }, 'part'],
  ['a space after a click', 'space', {}, 'box'],
  ['a space on a button reached by Tab', 'space', { pointed: false }, 'part'],
  ['a space in the list', 'space', keysInList, 'part'],
  ['Enter on a button', 'enter', {}, 'part'],
  ['pasting after a click', 'paste', {}, 'box'],
  ['pasting in a field', 'paste', { writing: true }, 'part'],
  ['Tab', 'other', { awaited: true }, 'part'],
  ['a letter in a menu that a click opened', 'character', { layer: menu }, 'box'],
  ['a letter in a menu that a key opened', 'character', { layer: menu, pointed: false }, 'part'],
  ['Enter in a menu', 'enter', { layer: menu }, 'part'],
  ['a letter in a dialog', 'character', { layer: dialog }, 'part'],
  ['a letter in a field of a dialog', 'character', { layer: dialog, writing: true }, 'part'],
  [
    'a letter in the box, while a dialog over it has not taken the focus',
    'character',
    { writing: true, layer: { kind: 'dialog', focused: false } },
    'nobody',
  ],
  [
    'a letter in a field with its list of choices',
    'character',
    { writing: true, layer: { kind: 'menu', focused: false } },
    'part',
  ],
  ['a letter while a dialog is fetched', 'character', { awaited: true }, 'nobody'],
  [
    'a letter in the box, while a dialog is fetched',
    'character',
    { awaited: true, writing: true },
    'nobody',
  ],
  [
    'Enter in the box, while a dialog is fetched',
    'enter',
    { awaited: true, writing: true },
    'nobody',
  ],
  [
    'j while the next conversation is read',
    'character',
    { awaited: true, box: false, repeats: true },
    'command',
  ],
  [
    'the rest of a word whose beginning was dropped',
    'character',
    { stray: 'dropped', writing: true },
    'nobody',
  ],
  ['its Enter', 'enter', { stray: 'dropped' }, 'nobody'],
  ['words whose box has gone', 'character', { stray: 'words', box: false }, 'nobody'],
  ['words whose box has gone, with another there', 'character', { stray: 'words' }, 'nobody'],
  ['what is typed on after j', 'character', { stray: 'switch' }, 'nobody'],
  ['j after j', 'character', { stray: 'switch', repeats: true }, 'command'],
  ['t after w, where nobody holds it', 'character', { stray: 'switch', box: false }, 'command'],
]

test.each(CASES)('%s', (_what, kind, now, owner) => {
  expect(keyOwner(kind, { ...CLICKED, ...now })).toBe(owner)
})

const situation: fc.Arbitrary<KeySituation> = fc.record({
  writing: fc.boolean(),
  browsing: fc.boolean(),
  layer: fc.option(fc.record({ kind: fc.constantFrom('dialog', 'menu'), focused: fc.boolean() })),
  pointed: fc.boolean(),
  box: fc.boolean(),
  awaited: fc.boolean(),
  stray: fc.constantFrom('none', 'dropped', 'words', 'switch'),
  repeats: fc.boolean(),
})
const typing: fc.Arbitrary<KeyKind> = fc.constantFrom('character', 'space')

describe('whatever the panel is doing', () => {
  test('with a box on the screen nothing typed after a click commands but stepping on', () => {
    fc.assert(
      fc.property(typing, situation, (kind, now) => {
        const clicked = { ...now, pointed: true, box: true, repeats: false }
        expect(keyOwner(kind, clicked)).not.toBe('command')
      }),
    )
  })

  test('with a box on the screen single keys command only where keys led to the list or a message', () => {
    fc.assert(
      fc.property(typing, situation, (kind, now) => {
        const boxed = { ...now, box: true, repeats: false }
        if (keyOwner(kind, boxed) !== 'command') return
        expect(boxed).toMatchObject({ browsing: true, pointed: false, awaited: false, layer: null })
      }),
    )
  })

  test('nothing that belongs to what has gone gets into a box, and nothing typed in a field is a command', () => {
    fc.assert(
      fc.property(typing, situation, (kind, now) => {
        const owner = keyOwner(kind, now)
        if (now.stray === 'dropped' || now.stray === 'words') expect(owner).not.toBe('box')
        if (now.writing) expect(owner).not.toBe('command')
      }),
    )
  })
})
