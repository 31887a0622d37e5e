// @vitest-environment node
import { context } from '@baton/protocol/visit.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { mergeContexts } from './context.ts'

const entries = (prefix: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${prefix}${n}`, 'x']))

test('of two contexts the newer one says what both say', () => {
  expect(mergeContexts({ plan: 'Pro', cart: '1' }, { cart: '2' })).toEqual({
    plan: 'Pro',
    cart: '2',
  })
})

test('two contexts together are never more than one may hold, and the newer entries stay', () => {
  const merged = mergeContexts(entries('old', 30), { ...entries('new', 20), old0: 'y' })
  expect(v.is(context, merged)).toBe(true)
  expect(Object.keys(merged)).toHaveLength(30)
  expect(merged).toMatchObject({ ...entries('new', 20), old0: 'y', old9: 'x' })
  expect(mergeContexts(entries('old', 30), entries('new', 30))).toEqual(entries('new', 30))
})
