import { expect, test } from 'vitest'
import { changeTags } from './tags.ts'

test('tags are put on once, taken off, and kept in order', () => {
  const changed = changeTags(['refund', 'vip'], { add: ['billing', 'vip'], remove: ['refund'] }, 9)
  expect(changed).toEqual(['billing', 'vip'])
})

test("two agents' changes add up the same whoever came first", () => {
  const mine = { add: ['mine'], remove: ['old'] }
  const theirs = { add: ['theirs'], remove: [] }
  const one = changeTags(changeTags(['old'], mine, 9) ?? [], theirs, 9)
  const other = changeTags(changeTags(['old'], theirs, 9) ?? [], mine, 9)
  expect(one).toEqual(['mine', 'theirs'])
  expect(other).toEqual(one)
})

test('more than fit are refused, and making room in the same change counts', () => {
  expect(changeTags(['a', 'b'], { add: ['c'], remove: [] }, 2)).toBeNull()
  expect(changeTags(['a', 'b'], { add: ['c'], remove: ['a'] }, 2)).toEqual(['b', 'c'])
})
