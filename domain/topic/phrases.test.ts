import { expect, test } from 'vitest'
import { plainly } from './phrases.ts'

// A hundred times the longest message: reading it again for each of its words would take an hour.
const LONG = 800_000

test.each([
  'why ',
  'not ',
  'why not ',
  'how much ',
  "can't ",
  'where is ',
  'di mana ',
  'kenapa',
  "n't",
  "a'",
  'not my-',
  'issue ',
  'how long ',
  'no no-no ',
])('a long text of %j is read once', (piece) => {
  expect(plainly(piece.repeat(LONG / piece.length)).length).toBeGreaterThan(0)
})

test('what is asked in one sentence is one question', () => {
  expect(plainly('Why do you need my passport?')).toContain('whatfor')
  expect(plainly('Why did it fail to verify me')).not.toContain('whatfor')
})
