import { expect, test } from 'vitest'
import { testOnceMore } from './once-more.ts'
import type { FileTotals } from './test-totals.ts'

const good = (file: string): FileTotals => ({
  file,
  passed: 2,
  failed: 0,
  skipped: 0,
  failures: [],
})
const bad = (file: string, ...names: string[]): FileTotals => ({
  file,
  passed: 2 - names.length,
  failed: names.length,
  skipped: 0,
  failures: names.map((name) => `${file}: ${name}`),
})

test('where nothing failed, nothing is tried again', async () => {
  const never = () => Promise.reject(new Error('tried again'))
  expect(await testOnceMore([good('a'), good('b')], never)).toEqual({
    results: [good('a'), good('b')],
    passedThen: [],
  })
})

test('only the files that failed are tried again, and count as they end then', async () => {
  const asked: string[][] = []
  const result = await testOnceMore([good('a'), bad('b', 'x', 'y'), bad('c', 'z')], (files) => {
    asked.push([...files])
    return Promise.resolve([bad('b', 'y'), good('c')])
  })
  expect(asked).toEqual([['b', 'c']])
  expect(result).toEqual({
    results: [good('a'), bad('b', 'y'), good('c')],
    passedThen: ['b: x', 'c: z'],
  })
})

test('a file that the second run does not tell of has failed', async () => {
  const first = [bad('a', 'x')]
  expect(await testOnceMore(first, () => Promise.resolve([]))).toEqual({
    results: first,
    passedThen: [],
  })
})

test('an error outside of any file, and many files, are no chance', async () => {
  const never = () => Promise.reject(new Error('tried again'))
  const outside = [bad('', 'an error outside'), bad('a', 'x')]
  const many = Array.from({ length: 9 }, (_, index) => bad(String(index), 'x'))
  expect((await testOnceMore(outside, never)).results).toEqual(outside)
  expect((await testOnceMore(many, never)).results).toEqual(many)
})
