import { expect, test } from 'vitest'
import { shortDuration } from './short-duration.ts'

const MINUTE = 60_000

test.each([
  [0, 'now'],
  [MINUTE - 1, 'now'],
  [MINUTE, '1m'],
  [59 * MINUTE, '59m'],
  [60 * MINUTE, '1h'],
  [24 * 60 * MINUTE - 1, '23h'],
  [49 * 60 * MINUTE, '2d'],
])('%i ms are told as %s', (ms, text) => {
  expect(shortDuration(ms)).toBe(text)
})
