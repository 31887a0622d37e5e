import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import type { Template } from '@baton/protocol/template.ts'
import { describe, expect, test } from 'vitest'
import { indexTemplates, searchTemplates, templateQueryAt } from './search.ts'

const template = (shortcut: string, title = shortcut, over: Partial<Template> = {}): Template => ({
  ...{ id: shortcut, shortcut, title, body: '-', ownerId: null, tags: [], language: null },
  ...{ attachments: [], actions: NOTHING_ALONGSIDE },
  ...{ version: 1, updatedAt: 0, updatedBy: null },
  ...over,
})
const search = (all: Template[], query: string, uses: Record<string, number> = {}) =>
  searchTemplates(indexTemplates(all), query, (id) => uses[id] ?? 0).map(({ shortcut }) => shortcut)

test.each([
  ['/', 1, { query: '', start: 0, end: 1 }],
  ['/gre', 4, { query: 'gre', start: 0, end: 4 }],
  ['Hello /gre', 10, { query: 'gre', start: 6, end: 10 }],
  ['Line\n/x', 7, { query: 'x', start: 5, end: 7 }],
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
})
