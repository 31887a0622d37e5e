// @vitest-environment node
import { expect, test } from 'vitest'
import { tokenBucket } from './token-bucket.ts'

test('a burst is let through, then only as much as comes back with time', () => {
  let now = 0
  const take = tokenBucket({ perSecond: 2, burst: 3 }, () => now)
  expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 500])
  now += 500
  expect([take(), take()]).toEqual([0, 500])
  now += 60_000
  expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 500])
})

test('a clock that goes back takes nothing away', () => {
  let now = 10_000
  const take = tokenBucket({ perSecond: 1, burst: 1 }, () => now)
  now = 0
  expect(take()).toBe(0)
})
