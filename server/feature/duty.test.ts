import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startDuty, type Duty, type Wake } from './duty.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function aDuty(duty: Partial<Duty> = {}) {
  const run = vi.fn(() => Promise.resolve())
  const onError = vi.fn()
  const made: Duty = { name: 'dishes', every: 1_000, run, ...duty }
  return { run, onError, stop: startDuty(made, onError) }
}

test('a duty runs again and again, so long after the run before', async () => {
  const { run } = aDuty()
  await vi.advanceTimersByTimeAsync(999)
  expect(run).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(run).toHaveBeenCalledTimes(3)
})

test('one that runs at the start does not wait', async () => {
  const { run } = aDuty({ atStart: true })
  await vi.advanceTimersByTimeAsync(0)
  expect(run).toHaveBeenCalledTimes(1)
})

test('one that fails is told of, and is put off for longer each time', async () => {
  const failed = new Error('no water')
  const run = vi.fn((): Promise<void> => Promise.reject(failed))
  const { onError } = aDuty({ run })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(onError).toHaveBeenCalledExactlyOnceWith(failed, 'dishes')
  await vi.advanceTimersByTimeAsync(1_999)
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(run).toHaveBeenCalledTimes(2)
  // 4 s, and then never more than 5 s.
  await vi.advanceTimersByTimeAsync(4_000 + 5_000 + 5_000)
  expect(run).toHaveBeenCalledTimes(5)
  run.mockImplementation(() => Promise.resolve())
  await vi.advanceTimersByTimeAsync(5_000 + 1_000)
  expect(run).toHaveBeenCalledTimes(7)
})

test('one that knows what is due next does not wait longer for it', async () => {
  const { run } = aDuty({ next: () => Promise.resolve(200) })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(run).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(run).toHaveBeenCalledTimes(2)
})

test('one that is woken runs then, and what wakes it while it runs is seen after that run', async () => {
  let wake: Wake = () => undefined
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const run = vi.fn(() => Promise.resolve())
  run.mockImplementationOnce(() => promise)
  aDuty({ run, hears: (given) => (wake = given) })
  wake(10)
  wake(500)
  await vi.advanceTimersByTimeAsync(10)
  expect(run).toHaveBeenCalledTimes(1)
  wake(0)
  await vi.advanceTimersByTimeAsync(100)
  expect(run).toHaveBeenCalledTimes(1)
  resolve(undefined)
  await vi.advanceTimersByTimeAsync(0)
  expect(run).toHaveBeenCalledTimes(2)
})

test('one that is stopped ends its run, and runs no more', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const run = vi.fn(() => promise)
  const { stop } = aDuty({ run })
  await vi.advanceTimersByTimeAsync(1_000)
  const stopped = vi.fn()
  void stop().then(stopped)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(stopped).not.toHaveBeenCalled()
  resolve(undefined)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(stopped).toHaveBeenCalledOnce()
  expect(run).toHaveBeenCalledTimes(1)
})
