import type { Template } from '@baton/protocol/template.ts'
import { expect, test } from 'vitest'
import { searchTemplates, templateQueryAt } from './template-search.ts'

const template = (shortcut: string, title = shortcut): Template => ({
  ...{ id: shortcut, shortcut, title, body: '', ownerId: null },
})

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

test('the exact shortcut comes first, then those that begin so, then titles, then the rest', () => {
  const all = [template('regret'), template('bye', 'Greeting'), template('greet'), template('gre')]
  const found = searchTemplates(all, 'GRE').map(({ shortcut }) => shortcut)
  expect(found).toEqual(['gre', 'greet', 'bye', 'regret'])
})

test('of two that fit equally well the shorter comes first, then the alphabet decides', () => {
  const all = [template('green-plan'), template('great-news'), template('greeting')]
  const found = searchTemplates(all, 'gre').map(({ shortcut }) => shortcut)
  expect(found).toEqual(['greeting', 'great-news', 'green-plan'])
})

test('no query finds all, by the alphabet', () => {
  const found = searchTemplates([template('b'), template('aa')], '')
  expect(found.map(({ shortcut }) => shortcut)).toEqual(['aa', 'b'])
})
