// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { throttle } from './throttle.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('the first goes at once, later ones at most every so often, the newest wins', () => {
  const passed: string[] = []
  const stream = throttle<string>(
    () => 50,
    (text) => passed.push(text),
  )
  for (const text of ['a', 'ab', 'abc']) stream.push(text)
  expect(passed).toEqual(['a'])
  vi.advanceTimersByTime(50)
  expect(passed).toEqual(['a', 'abc'])
  vi.advanceTimersByTime(200)
  stream.push('abcd')
  expect(passed).toEqual(['a', 'abc', 'abcd'])
})

test('once stopped not one more goes', () => {
  const passed: string[] = []
  const stream = throttle<string>(
    () => 50,
    (text) => passed.push(text),
  )
  stream.push('a')
  stream.push('ab')
  stream.stop()
  stream.push('abc')
  vi.advanceTimersByTime(200)
  expect(passed).toEqual(['a'])
})
