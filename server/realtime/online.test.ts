// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createOnline } from './online.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('who comes back within the grace was never gone', () => {
  const gone = vi.fn()
  const online = createOnline(10_000)
  online.connected('rina')
  online.disconnected('rina', gone)
  vi.advanceTimersByTime(9_999)
  online.connected('rina')
  vi.advanceTimersByTime(60_000)
  expect(gone).not.toHaveBeenCalled()
})

test('only the last connection counts', () => {
  const gone = vi.fn()
  const online = createOnline(10_000)
  online.connected('rina')
  online.connected('rina')
  online.disconnected('rina', gone)
  vi.advanceTimersByTime(60_000)
  expect(gone).not.toHaveBeenCalled()
  online.disconnected('rina', gone)
  vi.advanceTimersByTime(10_000)
  expect(gone).toHaveBeenCalledOnce()
})

test('who was there before a start and does not come back is gone', () => {
  const gone = vi.fn()
  const online = createOnline(10_000)
  online.expected('rina', gone)
  online.expected('sari', gone)
  online.connected('sari')
  vi.advanceTimersByTime(10_000)
  expect(gone).toHaveBeenCalledOnce()
})
