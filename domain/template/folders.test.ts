import { describe, expect, test } from 'vitest'
import { foldersIn, isInFolder, pathsTo } from './folders.ts'

const tagged = (...tags: string[]) => ({ tags })
const ALL = [
  tagged('billing/refunds', 'billing/late'),
  tagged('billing'),
  tagged('greeting', 'billing/refunds/bank'),
  tagged(),
]

describe('folders', () => {
  test('are the tags, and hold what is in the folders below, counted once', () => {
    expect(foldersIn(ALL, '')).toEqual([
      { path: 'billing', name: 'billing', count: 3 },
      { path: 'greeting', name: 'greeting', count: 1 },
    ])
    expect(foldersIn(ALL, 'billing')).toEqual([
      { path: 'billing/late', name: 'late', count: 1 },
      { path: 'billing/refunds', name: 'refunds', count: 2 },
    ])
    expect(foldersIn(ALL, 'billing/late')).toEqual([])
  })

  test('a template is in the folders of its tags and in those around them', () => {
    expect(ALL.map((one) => isInFolder(one, 'billing/refunds'))).toEqual([true, false, true, false])
    expect(ALL.every((one) => isInFolder(one, ''))).toBe(true)
    expect(isInFolder(tagged('billings'), 'billing')).toBe(false)
  })

  test('the way to one goes through all around it', () => {
    expect(pathsTo('a/b/c')).toEqual(['a', 'a/b', 'a/b/c'])
    expect(pathsTo('')).toEqual([])
  })
})
