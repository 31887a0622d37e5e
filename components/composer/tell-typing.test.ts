import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { tellTyping } from './tell-typing.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function started() {
  const told: boolean[] = []
  const typing = tellTyping((now) => told.push(now), Date.now)
  return { told, typing }
}

test('who types is told of at once, again every three seconds, and once when they stop', () => {
  const { told, typing } = started()
  for (let key = 0; key < 70; key += 1) {
    typing(true)
    vi.advanceTimersByTime(100)
  }
  expect(told).toEqual([true, true, true])
  typing(false)
  typing(false)
  expect(told).toEqual([true, true, true, false])
})

test('after a message was sent nobody is typing, however long one waits', () => {
  const { told, typing } = started()
  for (let key = 0; key < 5; key += 1) typing(true)
  typing(false)
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([true, false])
})

test('who goes on after a stop is told of at once', () => {
  const { told, typing } = started()
  typing(true)
  typing(false)
  typing(true)
  expect(told).toEqual([true, false, true])
})
