// @vitest-environment jsdom
import { fc } from '../tests/support/property.ts'
import { expect, test } from 'vitest'
import { linkParts, renderMarkdown } from './render-markdown.ts'

/** All that a reader can find of a message: its text, and where its links lead. */
function readable(source: string): string {
  const box = document.createElement('div')
  box.innerHTML = renderMarkdown(source)
  const targets = [...box.querySelectorAll('a')].flatMap((link) => [link.href, link.title])
  return [box.textContent, ...targets].join(' ')
}

test.each([
  ['[secret]: https://x.example "words"', ['secret', 'words']],
  ['See [this][1].\n\n[1]: https://x.example/secret', ['secret']],
  ['[](https://x.example/secret)', ['x.example/secret']],
  ['[ ](https://x.example/secret)', ['x.example/secret']],
  ['```please call me back\n```', ['please call me back']],
  ['```secret\n```', ['secret']],
  ['```secret\ncode\n```', ['secret', 'code']],
  ['~~~secret\ncode', ['secret', 'code']],
  ['- ```secret\n  code\n  ```', ['secret', 'code']],
  ['> ```<b>secret</b>\n> code', ['<b>secret</b>', 'code']],
  ['| a |\n|---|\n| b | secret |', ['secret']],
  ['> | a |\n> |---|\n> | b | secret |', ['secret']],
  [`${'> '.repeat(60)}secret`, ['secret']],
  [`${'- '.repeat(60)}secret`, ['secret']],
  [
    Array.from({ length: 60 }, (_, n) => `${'  '.repeat(n)}- item${n}`).join('\n'),
    ['item0', 'item59'],
  ],
  [`${'['.repeat(150)}secret${']'.repeat(150)}`, ['secret']],
  ['<!-- secret -->', ['secret']],
  ['<details><summary>x</summary>secret</details>', ['secret']],
  ['![](https://x.example/secret.png)', ['secret.png']],
])('of %j everything can be read', (source, words) => {
  const shown = document.createElement('div')
  shown.innerHTML = renderMarkdown(source)
  for (const word of words) expect(shown.textContent).toContain(word)
})

test.each([
  ...[
    '#',
    '## ',
    '>',
    '> >',
    '```',
    '~~~\n~~~',
    '[]()',
    '![]()',
    '` `',
    '&nbsp;',
    '&zwnj;',
    '&#8203;',
  ],
  ...['**&#8203;**', '# &lrm;', '- &zwj;'],
])('of %j alone something can be seen', (source) => {
  const shown = document.createElement('div')
  shown.innerHTML = renderMarkdown(source)
  expect(shown.textContent).toMatch(/[\x21-\x7e]/)
})

test.each([
  ['[](https://x.example/a)', 'https://x.example/a'],
  ['[\u200b](https://x.example/a)', 'https://x.example/a'],
  ['[&ZeroWidthSpace;](https://x.example/a)', 'https://x.example/a'],
  ['![\u200b](https://x.example/a.png)', 'https://x.example/a.png'],
])('a link without words that can be seen shows where it leads: %j', (source, target) => {
  const shown = document.createElement('div')
  shown.innerHTML = renderMarkdown(source)
  expect(shown.querySelector('a')?.textContent).toBe(target)
})

test.each([
  ['see [this]() and ![that]()', 'see [this]() and ![that]()'],
  ['a []() b', 'a []() b'],
  ['[**b**]()', '[b]()'],
])('what leads nowhere is no link into the page that shows it: %j', (source, text) => {
  const shown = document.createElement('div')
  shown.innerHTML = renderMarkdown(source)
  expect(shown.querySelector('a')).toBeNull()
  expect(shown.textContent.trim()).toBe(text)
})

test.each([
  ['https://x.example/\u202egpj.exe', ['https://x.example/']],
  ['https://x.example/a\u200bb', ['https://x.example/a']],
  ['me@x.example\u202e', ['mailto:me@x.example']],
  ['https://bank.example:443@x.example/', []],
  ['https://user:pass@x.example/', []],
  ['https://x.example/می\u200cخواهم', ['https://x.example/می\u200cخواهم']],
])('the address in %j ends before what hides where it leads', (source, targets) => {
  const parts = linkParts(source)
  expect(parts.flatMap(({ href }) => href ?? [])).toEqual(targets)
  expect(parts.map(({ text }) => text).join('')).toBe(source)
  const shown = document.createElement('div')
  shown.innerHTML = renderMarkdown(source)
  const links = [...shown.querySelectorAll('a')]
  expect(links.map((link) => link.textContent)).toEqual(
    targets.map((target) => target.replace('mailto:', '')),
  )
})

test('what a picture is called is told, as of a link', () => {
  // Seed 903908764 of the property below.
  for (const label of ['', 'bowl']) {
    expect(readable(`![${label}](https://x.example/# "secret")`)).toContain('secret')
  }
})

test('whatever is written, each word of it is there', () => {
  const sign = fc.constantFrom(
    ...[
      '# ',
      '- ',
      '1. ',
      '> ',
      '```',
      '~~~',
      '`',
      '**',
      '_',
      '~~',
      '|',
      '|---|',
      '---',
      '===',
      '\n',
      '\n\n',
    ],
    ...[
      '    ',
      '[',
      ']',
      '(',
      ')',
      '](https://x.example/',
      '![',
      ']: ',
      '<',
      '>',
      '<!--',
      '-->',
      '&',
      '\\',
      ' ',
      '"',
    ],
  )
  const piece = fc.oneof(
    sign,
    sign,
    fc.integer({ min: 0, max: 99 }).map((n) => `word${n}x`),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const source = pieces.join('')
      const shown = readable(source).toLowerCase()
      for (const word of source.match(/word\d+x/g) ?? []) expect(shown).toContain(word)
    }),
    { numRuns: 3_000 },
  )
})

test('the addresses in a plain text are links, and everything else stays', () => {
  const source =
    '\\\\server\\_Docs see https://x.example/a_b_c?d=1 or me@x.example.\n    # 5 done.my javascript:x'
  const parts = linkParts(source)
  expect(parts.map(({ text }) => text).join('')).toBe(source)
  expect(parts.flatMap(({ href }) => href ?? [])).toEqual([
    'https://x.example/a_b_c?d=1',
    'mailto:me@x.example',
  ])
})
