import { fc } from '../tests/support/property.ts'
import { expect, test } from 'vitest'
import { retryDelay } from './retry-delay.ts'

test('the limit doubles from half a second to 15 s, and the delay lies anywhere under it', () => {
  const limits = [0, 1, 2, 3, 4, 5, 100].map((attempt) => retryDelay(attempt, () => 1))
  expect(limits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, dice) => {
      const delay = retryDelay(attempt, () => dice)
      expect(delay).toBeGreaterThanOrEqual(50)
      expect(delay).toBeLessThanOrEqual(15_000)
    }),
  )
})
