import { fc } from '../../tests/support/property.ts'
import { expect, test } from 'vitest'
import { gapsOf } from './gaps.ts'
import { harmlessText } from './harmless-text.ts'

test.each([
  ['Use {{name}} here', 'Use { {name}} here'],
  ['{a} {{ b }', '{a} {{ b }'],
  ['No braces', 'No braces'],
])('%j becomes %j', (text, body) => {
  expect(harmlessText(text)).toBe(body)
})

test('nothing in it is a placeholder, whatever was written', () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom('{', '{{', '}', '}}', 'date', '?', ' '), fc.string()))
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, (written) => {
      expect(gapsOf(harmlessText(written))).toEqual([])
    }),
  )
})
