import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gather } from './gather.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What is gathered for 100 ms, and what was written of it. */
function started() {
  const written: [string, Record<string, string>][] = []
  const gathered = gather<string>(100, (teamId, items) => {
    written.push([teamId, Object.fromEntries(items)])
    return Promise.resolve()
  })
  return { gathered, written }
}

test('what many say in one moment is one write, the last word of each', async () => {
  const { gathered, written } = started()
  const done = [
    gathered.add('one', 'rina', 'there'),
    gathered.add('one', 'sari', 'gone'),
    gathered.add('one', 'rina', 'gone'),
    gathered.add('two', 'dimas', 'there'),
  ]
  await vi.advanceTimersByTimeAsync(99)
  expect(written).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  await Promise.all(done)
  expect(written).toEqual([
    ['one', { rina: 'gone', sari: 'gone' }],
    ['two', { dimas: 'there' }],
  ])
})

test('what comes later is written later', async () => {
  const { gathered, written } = started()
  const first = gathered.add('one', 'rina', 'there')
  await vi.advanceTimersByTimeAsync(100)
  await first
  const second = gathered.add('one', 'rina', 'gone')
  await vi.advanceTimersByTimeAsync(100)
  await second
  expect(written).toEqual([
    ['one', { rina: 'there' }],
    ['one', { rina: 'gone' }],
  ])
})

test('at the end nothing is waited for, and nothing lost', async () => {
  const { gathered, written } = started()
  const done = gathered.add('one', 'rina', 'gone')
  await gathered.stop()
  await done
  expect(written).toEqual([['one', { rina: 'gone' }]])
})
