// @vitest-environment node
import { beforeEach, expect, test, vi } from 'vitest'
import { afterRest } from './after-rest.ts'
import { schedule } from './schedule.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => void vi.useRealTimers()
})

function start() {
  const task = vi.fn()
  return {
    task,
    happen: afterRest({ now: Date.now, schedule }, { rest: 100, latest: 1_000 }, task),
  }
}

test('the task is done once, when nothing has happened for a while', () => {
  const { task, happen } = start()
  happen()
  vi.advanceTimersByTime(90)
  happen()
  vi.advanceTimersByTime(99)
  expect(task).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(task).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(10_000)
  expect(task).toHaveBeenCalledTimes(1)
})

test('what happens without a rest puts it off for no longer than a second, each time', () => {
  const { task, happen } = start()
  // A key held down: a conversation every 30 ms.
  for (let passed = 0; passed <= 2_100; passed += 30) {
    happen()
    vi.advanceTimersByTime(30)
  }
  expect(task).toHaveBeenCalledTimes(2)
})
