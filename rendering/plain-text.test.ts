// @vitest-environment jsdom
import { fc } from '../tests/support/property.ts'
import { describe, expect, test } from 'vitest'
import { INJECTIONS } from './injections.ts'
import { plainParagraphs } from './plain-text.ts'
import { renderMarkdown } from './render-markdown.ts'

/** What Markdown makes of it, if that is paragraphs of text and nothing else. */
function paragraphsOf(source: string): (string | null)[] {
  const box = document.createElement('div')
  box.innerHTML = renderMarkdown(source)
  for (const line of box.querySelectorAll('br')) line.replaceWith()
  return [...box.children].map((element) =>
    element.localName === 'p' && element.children.length === 0 ? element.textContent : null,
  )
}

const word = fc.constantFrom(
  ...[
    'Hello',
    'where',
    'is',
    'it?',
    'Rp',
    '150.000',
    '3.50',
    '10:30',
    'no.',
    'wait...',
    '(see',
    '5)',
  ],
  ...[
    '#12',
    '-',
    '--',
    '---',
    '+',
    '=',
    '===',
    '1.',
    '2)',
    '>',
    '&',
    '&amp;',
    '&#60;',
    '<b>',
    '**x**',
  ],
  ...[
    '_x_',
    '~~',
    'www.example.com',
    'example.com',
    'a.b',
    '//x',
    'me@example.com',
    'http:',
    'mailto:',
  ],
  ...[
    '`',
    '[x](y)',
    '![x]',
    '\\',
    '|',
    ':-',
    ':',
    '"so"',
    "it's",
    '👍',
    'é',
    'سلام',
    '\u00a0',
    '\u3000',
  ],
)
const gap = fc.constantFrom(
  ' ',
  ' ',
  ' ',
  '\n',
  '\n\n',
  '\n\n\n',
  '  ',
  '    ',
  '\n ',
  ' \n',
  '\t',
  '',
)
const text = fc
  .array(fc.tuple(word, gap), { minLength: 0, maxLength: 8 })
  .map((parts) => parts.flat().join(''))

describe('a plain text', () => {
  test('is what Markdown would have made of it, whatever it is made of', () => {
    let plain = 0
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (source) => {
        const paragraphs = plainParagraphs(source)
        if (paragraphs === null) return
        plain += 1
        expect(paragraphs).toEqual(paragraphsOf(source))
      }),
      { numRuns: 3_000 },
    )
    expect(plain).toBeGreaterThan(300)
  })

  test.each([
    ['Where is my order #12? It was to come on Friday.', 1],
    ['Hello,\nI paid Rp 150.000 at 10:30 (no. 5).\n\nThank you!', 2],
    ['Terima kasih… 👍', 1],
  ])('is known to be one: %j', (source, count) => {
    expect(plainParagraphs(source)).toHaveLength(count)
  })

  const marked = INJECTIONS.filter((source) => /[<&[]/.test(source))
  test.each(marked)('is no text that tries to run something: %s', (source) => {
    expect(plainParagraphs(source)).toBeNull()
  })
})
