// @vitest-environment node
import { expect, test } from 'vitest'
import { parseArticle } from './parse-article.ts'

test('an article falls into its sections, each with title and tags', () => {
  const source =
    '---\ntitle: Refunds\ntags: money back\n---\n\nIn short.\n\n## How\nTags: ways, means\n\nPress it.\n\n### Or so\n\nYes.\n\n## Empty\n'
  const common = { article: 'Refunds', tags: 'money back' }
  expect(parseArticle('refunds', source)).toEqual([
    { id: 'refunds#1', heading: 'Refunds', also: '', text: 'In short.', ...common },
    {
      id: 'refunds#2',
      heading: 'How',
      also: 'ways, means',
      text: 'Press it.\n\n### Or so\n\nYes.',
      ...common,
    },
  ])
})

test('without front matter the file names the article', () => {
  expect(parseArticle('notes', 'Just text.')).toEqual([
    { id: 'notes#1', article: 'notes', tags: '', heading: 'notes', also: '', text: 'Just text.' },
  ])
})
