import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import type { Template } from '@baton/protocol/template.ts'
import { describe, expect, test } from 'vitest'
import { indexTemplates, preferring } from './index-templates.ts'
import { searchTemplates, templateQueryAt } from './search.ts'

const template = (shortcut: string, title = shortcut, over: Partial<Template> = {}): Template => ({
  ...{ id: shortcut, shortcut, title, body: '-', ownerId: null, tags: [], language: null },
  ...{ attachments: [], actions: NOTHING_ALONGSIDE },
  ...{ version: 1, updatedAt: 0, updatedBy: null },
  ...over,
})
const search = (all: Template[], query: string, uses: Record<string, number> = {}) =>
  searchTemplates(
    preferring(indexTemplates(all), { usesOf: (id) => uses[id] ?? 0, readers: NOBODY }),
    query,
  ).map(({ shortcut }) => shortcut)
const NOBODY = { customer: null, agent: null }

test.each([
  ['/', 1, { query: '', start: 0, end: 1 }],
  ['/gre', 4, { query: 'gre', start: 0, end: 4 }],
  ['Hello /gre', 10, { query: 'gre', start: 6, end: 10 }],
  ['Line\n/x', 7, { query: 'x', start: 5, end: 7 }],
  ['\u200f/\u0645', 3, { query: '\u0645', start: 1, end: 3 }],
  ['and/or', 6, null],
  ['https://x', 9, null],
  ['/gre now', 8, null],
])('in %j at %i the template looked for is %j', (text, caret, found) => {
  expect(templateQueryAt(text, caret)).toEqual(found)
})

describe('searching templates', () => {
  test('shortcuts come before titles and tags, those before the text', () => {
    const all = [
      template('regret'),
      template('bye', 'Greeting'),
      template('greet'),
      template('gre'),
      template('late', 'Sorry', { tags: ['greetings'] }),
      template('body', 'Other', { body: 'We are in agreement.' }),
    ]
    expect(search(all, 'GRE')).toEqual(['gre', 'greet', 'bye', 'late', 'regret', 'body'])
  })

  test.each(['refnd', 'reufnd', 'refunnd', 'refxnd'])('%s finds the refund', (typed) => {
    expect(search([template('refund', 'Money back'), template('hello')], typed)).toEqual(['refund'])
  })

  test('a typing mistake is forgiven last of all', () => {
    expect(
      search([template('a', 'Refund'), template('b', 'Rfunds'), template('c')], 'refun'),
    ).toEqual([...['a', 'b']])
  })

  test('of those that fit equally well the most used comes first, then the shorter, then the alphabet', () => {
    const all = [template('green-plan'), template('great-news'), template('greeting')]
    expect(search(all, 'gre')).toEqual(['greeting', 'great-news', 'green-plan'])
    expect(search(all, 'gre', { 'green-plan': 3 })[0]).toBe('green-plan')
  })

  test('every word has to be there, in any order', () => {
    const all = [template('r1', 'Refund delayed'), template('r2', 'Refund sent')]
    expect(search(all, 'delay ref')).toEqual(['r1'])
  })

  test('no query finds all, the most used first, then by the alphabet', () => {
    expect(search([template('b'), template('aa'), template('c')], '', { c: 1 })).toEqual([
      ...['c', 'aa', 'b'],
    ])
  })

  test('case and accents make no difference', () => {
    expect(search([template('café', 'Öffnungszeiten'), template('bar')], 'CAFE')).toEqual(['café'])
    expect(search([template('bar', 'Öffnungszeiten')], 'off')).toEqual(['bar'])
  })

  test('typing on finds what typing it at once finds', () => {
    const all = ['green', 'greeting', 'agree', 'regret', 'grain', 'other'].map((one) =>
      template(one),
    )
    const index = indexTemplates(all)
    for (const query of ['g', 'gr', 'gre', 'gree', 'greet', 'gre', 'gra', '']) {
      const found = searchTemplates(index, query).map(({ shortcut }) => shortcut)
      expect(found).toEqual(search(all, query))
    }
  })

  test('an index made anew from one before knows what was added, changed and taken away', () => {
    const [a, b, c] = [template('a', 'Refund'), template('b', 'Card'), template('c', 'Order')]
    const before = indexTemplates([a, b, c])
    const changed = { ...b, title: 'Refund as well', version: 2 }
    const after = indexTemplates([template('d', 'Refund, too'), changed, a], before)
    expect(searchTemplates(after, 'refund').map(({ id }) => id)).toEqual(['a', 'b', 'd'])
    expect(searchTemplates(after, 'refund')[1]).toBe(changed)
    expect(searchTemplates(after, 'order')).toEqual([])
  })
})

describe('of templates with one shortcut', () => {
  const inLanguage = (language: string | null, over: Partial<Template> = {}) =>
    template('sorry', 'Sorry', { id: `sorry-${language ?? 'any'}`, language, ...over })
  const all = [
    inLanguage('en'),
    inLanguage('de'),
    inLanguage(null),
    inLanguage('id'),
    template('sort'),
  ]
  const offered = (
    customer: string | null,
    agent: string | null,
    uses: Record<string, number> = {},
  ) =>
    searchTemplates(
      preferring(indexTemplates(all), {
        usesOf: (id) => uses[id] ?? 0,
        readers: { customer, agent },
      }),
      'sor',
    ).map(({ id }) => id)

  test("the one in the customer's language leads, then the one for all, then the agent's", () => {
    expect(offered('id-ID', 'en')).toEqual([
      'sort',
      'sorry-id',
      'sorry-any',
      'sorry-en',
      'sorry-de',
    ])
    expect(offered('fr', 'en').slice(1, 3)).toEqual(['sorry-any', 'sorry-en'])
    expect(offered(null, 'de').slice(1, 3)).toEqual(['sorry-any', 'sorry-de'])
  })

  test('all stay together, used as often as all of them are', () => {
    expect(offered('id', 'en', { 'sorry-de': 2, sort: 1 })).toEqual([
      ...['sorry-id', 'sorry-any', 'sorry-en', 'sorry-de', 'sort'],
    ])
  })

  test('an own one leads before the one of the team', () => {
    const own = inLanguage('id', { id: 'own', ownerId: 'me' })
    const index = preferring(indexTemplates([...all, own]), {
      usesOf: () => 0,
      readers: { customer: 'id', agent: null },
    })
    expect(searchTemplates(index, 'sorry')[0]).toBe(own)
  })

  test('there may be thousands of them', () => {
    const many = Array.from({ length: 3_000 }, (_, n) => template('same', 'Same', { id: `${n}` }))
    const found = searchTemplates(indexTemplates(many), 'same')
    expect(new Set(found.map(({ id }) => id)).size).toBe(3_000)
  })
})
