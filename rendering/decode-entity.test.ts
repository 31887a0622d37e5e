// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { decodeHTMLStrict } from './decode-entity.ts'
import { renderMarkdown } from './render-markdown.ts'

test.each([
  ['&copy;', '©'],
  ['&amp;', '&'],
  ['&semi;', ';'],
  ['&nbsp;', '\u00a0'],
  ['&Tab;', '\t'],
  ['&NewLine;', '\n'],
  ['&Afr;', '\u{1d504}'],
  ['&nvlt;', '<\u20d2'],
])('%s is one character, or one with a mark', (reference, character) => {
  expect(decodeHTMLStrict(reference)).toBe(character)
  // Once more, as it is kept.
  expect(decodeHTMLStrict(reference)).toBe(character)
})

test.each(['&nothing;', '&x;', '&notit;', '&gt1;'])('%s stays as it is', (reference) => {
  expect(decodeHTMLStrict(reference)).toBe(reference)
})

test('in a message they are text, and never HTML', () => {
  expect(renderMarkdown('&copy; &#169; &lt;b&gt; &nothing;').trim()).toBe(
    '<p dir="auto">© © &lt;b&gt; &amp;nothing;</p>',
  )
})
