// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { panelNotice, tellInPassing } from './panel-notice.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('what is told goes by itself, and what is told next has its own time', () => {
  tellInPassing('Nobody waits')
  vi.advanceTimersByTime(5_000)
  tellInPassing('You are offline')
  vi.advanceTimersByTime(5_000)
  expect(panelNotice.value).toBe('You are offline')
  vi.advanceTimersByTime(1_001)
  expect(panelNotice.value).toBe('')
})
