// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { dayLabel, shortDuration } from './format.ts'
import { speak } from './i18n.ts'

afterEach(() => speak('en'))

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test.each([
  [0, 'now', 'baru saja'],
  [MINUTE - 1, 'now', 'baru saja'],
  [MINUTE, '1m', '1 mnt'],
  [59 * MINUTE, '59m', '59 mnt'],
  [HOUR, '1h', '1 j'],
  [24 * HOUR - 1, '23h', '23 j'],
  [49 * HOUR, '2d', '2 hr'],
])('%i ms are told as %s, in Indonesian as %s', async (ms, english, indonesian) => {
  expect(shortDuration(ms)).toBe(english)
  await speak('id')
  expect(shortDuration(ms)).toBe(indonesian)
})

test('a day is called as the language calls it', async () => {
  const now = new Date(2026, 10, 23, 12).getTime()
  expect(dayLabel(now, now)).toBe('Today')
  expect(dayLabel(now - 48 * HOUR, now)).toMatch(/Saturday/)
  await speak('id')
  expect(dayLabel(now - 24 * HOUR, now)).toBe('Kemarin')
  expect(dayLabel(now - 48 * HOUR, now)).toMatch(/Sabtu/)
})
