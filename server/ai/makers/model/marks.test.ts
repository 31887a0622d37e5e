// @vitest-environment node
import { expect, test } from 'vitest'
import { Marks } from './marks.ts'

function readAll(pieces: readonly string[]) {
  const marks = new Marks()
  const shown = pieces.map((piece) => marks.read(piece)).join('') + marks.end()
  return { shown, found: marks.found }
}

test('marks are taken out wherever the pieces are cut, and the rest is shown', () => {
  const text = 'It takes [5] days. [[sources: refunds#1, refunds#2]] Bye [[human: Wants a call.]]'
  const found = [
    { kind: 'sources', text: 'refunds#1, refunds#2' },
    { kind: 'human', text: 'Wants a call.' },
  ]
  for (let size = 1; size <= text.length; size += 1) {
    const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []
    expect(readAll(pieces)).toEqual({ shown: 'It takes [5] days.  Bye ', found })
  }
})

test.each([
  'a [[link]] and [[another',
  'an array: [[1, 2], [3]]',
  `[[${'sources'.repeat(400)}`,
  `[[sources: ${'x'.repeat(2_000)} and more`,
  '[[',
  'ends with [',
])('what only looks like a mark is shown: %s', (text) => {
  expect(readAll(text.split(/(?=.)/s))).toEqual({ shown: text, found: [] })
})

test('a mark that the end cut off counts', () => {
  expect(readAll(['Wait. [[human: A refund'])).toEqual({
    shown: 'Wait. ',
    found: [{ kind: 'human', text: 'A refund' }],
  })
})
