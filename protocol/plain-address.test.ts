// @vitest-environment node
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { customerEmail } from './customer-details.ts'
import { plainAddress } from './plain-address.ts'

test.each([
  ['copied with an isolate', '\u2068ana@example.com\u2069'],
  ['turned around', '\u202eana@example.com\u202c'],
  ['with gaps of no width', 'a\u200bna\u200d@exam\u00adple.com\ufeff'],
  ['with a line break', ' ana@example.com\r\n'],
  ['with hidden tags', 'ana@example.com\u{e0041}'],
])('an address %s is the one that is seen', (_what, said) => {
  expect(plainAddress(said)).toBe('ana@example.com')
  expect(v.parse(customerEmail, said)).toBe('ana@example.com')
})

test('letters of every language stay', () => {
  expect(plainAddress('jürgen@例え.jp')).toBe('jürgen@例え.jp')
})
