// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { bodyMistakes, markedPieces } from './body-parts.ts'

describe('a body in its editor', () => {
  test('is marked by what becomes of its parts', () => {
    const body = 'Hi {{customer.name}} {{?day}}{{cursor}} {{customer.nmae}} {{'
    expect(markedPieces(body)).toEqual([
      { text: 'Hi ', look: 'text' },
      { text: '{{customer.name}}', look: 'filled' },
      { text: ' ', look: 'text' },
      { text: '{{?day}}', look: 'asked' },
      { text: '{{cursor}}', look: 'caret' },
      { text: ' ', look: 'text' },
      { text: '{{customer.nmae}}', look: 'wrong' },
      { text: ' ', look: 'text' },
      { text: '{{', look: 'wrong' },
    ])
  })

  test.each(['', 'x', '}}{{', '{{date}}{{date', 'a\nb {{1+1}}', '{{{date}}}'])(
    'its pieces make it up again: %j',
    (body) => {
      expect(
        markedPieces(body)
          .map(({ text }) => text)
          .join(''),
      ).toBe(body)
    },
  )
})

test.each([
  ['{{customer.nmae|there}}', 'Did you mean', '{{customer.name|there}}'],
  ['{{weather}}', 'Choose from “Insert”', null],
  ['{{date+3x}}', 'Write it like {{date+3d}}', null],
  ['{{?}}', 'Name what is to be filled in', null],
  ['{{}}', 'cannot be read', null],
  ['Hello {{', 'has no other half', null],
])('the mistake in %j is said, with what to do', (body, sentence, instead) => {
  const [mistake, ...others] = bodyMistakes(body)
  expect(mistake?.text).toContain(sentence)
  expect(mistake?.instead).toBe(instead)
  expect(others).toEqual([])
})

test('what some conversation can fill is no mistake', () => {
  expect(bodyMistakes('{{customer.email}} {{context.plan}} {{date-1w}} {{?a:b,c}}')).toEqual([])
})
