// @vitest-environment jsdom
import { harmless } from '@baton/domain/template/values.ts'
import { describe, expect, test } from 'vitest'
import { fc } from '../tests/support/property.ts'
import { renderMarkdown } from './render-markdown.ts'

// What a value of a template says in a message is what it is, whatever it is made of: no link, no emphasis, no entity.

/** What a customer's screen shows of a message, and the tags it is drawn with. */
function shown(message: string) {
  const page = document.createElement('div')
  page.innerHTML = renderMarkdown(message)
  const tags = [...page.querySelectorAll('*')].map(({ tagName }) => tagName)
  return { text: page.textContent.trim(), tags }
}

/** A value on one line, as `harmless` keeps it. */
const said = (value: string) =>
  value
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replaceAll('{', '(')
    .replaceAll('}', ')')

const CASES = [
  ...[
    'R&copy;',
    '&amp;',
    '&#65;',
    '&#x41;',
    'A & B',
    'AT&T',
    '&lt;b&gt;',
    '&',
    '&&amp;',
    '&nosuch;',
  ],
  ...[
    'a@b.co',
    'mailto:a@b.co',
    'www.evil.example',
    'evil.com',
    'https://evil.com/x?y=1',
    '//evil.com',
  ],
  ...[
    'http://localhost',
    'ftp://x.org',
    'http://127.0.0.1/',
    'bücher.de',
    'xn--bcher-kva.de',
    'a.b',
  ],
  ...[
    'javascript:alert(1)',
    '//localhost',
    'a@localhost',
    'HTTP://EVIL.COM',
    'evil。com',
    'пример.рф',
  ],
  ...[
    '*bold*',
    '__init__',
    'snake_case',
    '~~no~~',
    '`code`',
    '[a](http://b.co)',
    '![a](b)',
    '<b>x</b>',
  ],
  ...[
    '# title',
    '- item',
    '1. one',
    '1) one',
    '> quote',
    '---',
    '===',
    '***',
    '| a | b |',
    '+ plus',
    '= x',
  ],
  ...[
    '\\',
    '\\*',
    'a\\&amp;',
    '<a@b.co>',
    '<http://x.co>',
    '[x]: http://y.co',
    '    four',
    '(c)',
    ':-)',
  ],
]

describe('a value', () => {
  test.each(CASES)('%j is shown as it is, alone and within a sentence', (value) => {
    expect(shown(harmless(value))).toEqual({ text: said(value), tags: ['P'] })
    const sentence = (text: string) => `Dear ${text}, your order is on its way.`
    expect(shown(sentence(harmless(value)))).toEqual({ text: sentence(said(value)), tags: ['P'] })
  })

  test('whatever it is made of, is shown as it is', () => {
    const piece = fc.oneof(
      fc.constantFrom(...CASES),
      fc.constantFrom(
        '.',
        ':',
        '/',
        '//',
        '@',
        '&',
        ';',
        '#',
        '_',
        '*',
        '~',
        '-',
        ' ',
        'com',
        'www.',
        '(',
        ')',
      ),
      fc.string({ maxLength: 6 }),
      fc.emailAddress(),
      fc.webUrl(),
      fc.domain(),
    )
    const value = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(value, (value) => {
        const { text, tags } = shown(`Dear ${harmless(value)}, hello.`)
        expect(tags).toEqual(['P'])
        expect(text.replace(/\s+/g, ' ')).toBe(`Dear ${said(value)}, hello.`.replace(/\s+/g, ' '))
      }),
      { numRuns: 500 },
    )
  })
})
