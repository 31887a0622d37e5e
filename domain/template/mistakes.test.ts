import { fc } from '../../tests/support/property.ts'
import { expect, test } from 'vitest'
import { beginsAlmost } from '../begins-almost.ts'
import { placesBut, vocabularyOf } from './mistakes.ts'

test.each([
  ['refund', 'right'],
  ['refxnd', 'wrong'],
  ['refnd', 'missing'],
  ['refuund', 'doubled'],
  ['reufnd', 'swapped'],
  ['erfund', 'swapped at the beginning'],
  ['efund', 'missing at the beginning'],
  ['refnu', 'swapped, with more to come'],
])('"%s", with a letter %s, begins almost as "refunds"', (typed) => {
  expect(beginsAlmost('refunds', typed)).toBe(true)
})

test.each(['rfnd', 'xxfund', 'dnufer', 'refunds-sent', 'xrefxnd'])(
  '"%s" has more than one mistake',
  (typed) => {
    expect(beginsAlmost('refunds', typed)).toBe(false)
  },
)

test('any one mistake is forgiven, whatever the word', () => {
  const word = fc.stringMatching(/^[a-d]{4,8}$/)
  fc.assert(
    fc.property(
      word,
      fc.nat(7),
      fc.constantFrom('wrong', 'missing', 'more', 'swap'),
      (right, n, kind) => {
        const at = n % (right.length - 1)
        const [before, letter, next] = [right.slice(0, at), right.charAt(at), right.charAt(at + 1)]
        const rest = right.slice(at + 1)
        const typed = {
          wrong: `${before}x${rest}`,
          missing: before + rest,
          more: `${before}x${letter}${rest}`,
          swap: before + next + letter + right.slice(at + 2),
        }[kind]
        expect(beginsAlmost(right, typed)).toBe(true)
      },
    ),
  )
})

test('of several words each has to be there', () => {
  const vocabulary = vocabularyOf(['refund-late of money', 'refund sent', 'money'])
  expect(placesBut(vocabulary, ['refnd'])).toEqual([0, 1])
  expect(placesBut(vocabulary, ['refnd', 'mony'])).toEqual([0])
})
