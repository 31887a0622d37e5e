import { expect, test } from 'vitest'
import { memoryStorage } from '../store/memory-storage.ts'
import { roadMemory } from './road-memory.ts'

const HOUR = 3_600_000

test('a network without WebSockets is remembered for a day, and forgotten once one opens', () => {
  let now = Date.UTC(2026, 10, 29)
  const storage = memoryStorage()
  const memory = roadMemory(
    () => storage,
    () => now,
  )
  expect(memory.polls()).toBe(false)
  memory.setPolls(true)
  now += 23 * HOUR
  expect(memory.polls()).toBe(true)
  now += 2 * HOUR
  expect(memory.polls()).toBe(false)
  memory.setPolls(true)
  memory.setPolls(false)
  expect(memory.polls()).toBe(false)
})

test('a clock that goes back a long way keeps nobody polling', () => {
  let now = Date.UTC(2026, 10, 29)
  const storage = memoryStorage()
  const memory = roadMemory(
    () => storage,
    () => now,
  )
  memory.setPolls(true)
  now -= 48 * HOUR
  expect(memory.polls()).toBe(false)
})

test('a browser that keeps nothing finds it out on each page', () => {
  const memory = roadMemory(() => {
    throw new Error('blocked')
  }, Date.now)
  memory.setPolls(true)
  expect(memory.polls()).toBe(false)
})
