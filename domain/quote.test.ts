import { expect, test } from 'vitest'
import { quoteOf } from './quote.ts'

test('every line of a text is quoted, and an answer begins below', () => {
  expect(quoteOf('Where is it?\n\nOrder 4821.')).toBe('> Where is it?\n>\n> Order 4821.\n\n')
})

test('what is quoted already is quoted once more', () => {
  expect(quoteOf('> a')).toBe('> > a\n\n')
})

test('a very long text is quoted by its beginning', () => {
  const quoted = quoteOf(Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n'))
  expect(quoted).toContain('> line 11\n> …\n\n')
  expect(quoted).not.toContain('line 12')
})
