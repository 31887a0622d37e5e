// @vitest-environment node
import { expect, test } from 'vitest'
import { tokenBucket, tokenBuckets } from './token-bucket.ts'

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

test('a key has one bucket, however often it is asked for, and others have theirs', () => {
  let now = 0
  const of = tokenBuckets({ perSecond: 1, burst: 2 }, () => now)
  const [one, again] = [of('one'), of('one')]
  expect([one(), again(), one(), again()]).toEqual([0, 0, 1_000, 1_000])
  expect(of('other')()).toBe(0)
  now += 2_001
  expect([again(), one(), again()]).toEqual([0, 0, 1_000])
})

test('what costs more takes more, and what costs more than there ever is takes all', () => {
  let now = 0
  const take = tokenBucket({ perSecond: 10, burst: 100 }, () => now)
  expect([take(60), take(60), take(40)]).toEqual([0, 2_000, 0])
  now += 10_000
  expect([take(5_000), take(1)]).toEqual([0, 100])
})
