// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createWordsUnderWay } from './words-under-way.ts'

const ROW = { id: 'c1', customerId: 'ana' }
const live = { replyStreaming: vi.fn(), replyEnded: vi.fn() }
let made = 0

beforeEach(() => {
  made = 0
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.clearAllMocks()
})

const begin = () =>
  createWordsUnderWay({ live, ids: { next: () => `id-${++made}` }, timing: { stream: 50 } })
const words = (text: string) => ({ epoch: 0, externalId: 'm1', text })
const told = () => live.replyStreaming.mock.calls.map(([, reply]: unknown[]) => reply)

test('words that are not repeated for six seconds end, and a repeat keeps them', () => {
  const underWay = begin()
  underWay.told(ROW, words('On'))
  vi.advanceTimersByTime(5_900)
  underWay.told(ROW, words('On its'))
  vi.advanceTimersByTime(5_900)
  expect(underWay.idOf('c1', 'm1')).toBe('id-1')
  expect(live.replyEnded).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100)
  expect(live.replyEnded.mock.calls).toEqual([[ROW, { conversationId: 'c1', messageId: 'id-1' }]])
  expect(underWay.idOf('c1', 'm1')).toBeUndefined()
})

test('many at once are told as the newest of them, a long one less often', () => {
  const underWay = begin()
  for (const text of ['a', 'b', 'c']) underWay.told(ROW, words(text))
  vi.advanceTimersByTime(50)
  expect(told()).toMatchObject([{ text: 'a' }, { text: 'c' }])
  vi.advanceTimersByTime(50)
  underWay.told(ROW, words('x'.repeat(6_000)))
  underWay.told(ROW, words('end'))
  vi.advanceTimersByTime(199)
  expect(told()).toHaveLength(3)
  vi.advanceTimersByTime(1)
  expect(told()).toHaveLength(4)
})

test('nothing is told of words that have ended, and no timer is left behind', () => {
  const underWay = begin()
  underWay.told(ROW, words('a'))
  underWay.told(ROW, words('b'))
  underWay.told({ ...ROW, id: 'c2' }, words('c'))
  underWay.stop()
  vi.advanceTimersByTime(10_000)
  expect(told()).toMatchObject([{ text: 'a' }, { text: 'c' }])
  expect(live.replyEnded).toHaveBeenCalledTimes(2)
  expect(vi.getTimerCount()).toBe(0)
})
