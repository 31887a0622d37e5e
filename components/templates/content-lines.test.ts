// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { aTemplate } from '../../tests/support/rows.ts'
import { changedLines } from './content-lines.ts'

test('of two versions what differs is told in words, each part by itself', () => {
  const before = aTemplate('bye', 'Bye')
  const after = {
    ...before,
    language: 'id',
    actions: { tags: ['vip'], note: 'Said bye.', then: 'resolve' as const },
  }
  expect(changedLines(before, after).map(({ id, before: was, text }) => [id, was, text])).toEqual([
    ['language', 'Any language', 'Indonesian'],
    ['actions', '', 'Adds tags vip · Then resolves the conversation'],
    ['note', '', 'Said bye.'],
  ])
  expect(changedLines(before, before)).toEqual([])
})
