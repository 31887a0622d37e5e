// @vitest-environment node
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connectionLimits, framesOf } from './connection-limits.ts'
import { keptOut } from './kept-out.ts'
import { tokenBucket } from '../edge/token-bucket.ts'

class PlayedConnection extends EventEmitter {
  closed = false
  bytesRead = 0
  unread = 0
  close(): void {
    this.closed = true
    this.emit('close')
  }
  send(frames: number): void {
    for (let n = 0; n < frames; n += 1) this.emit('packet')
  }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const trafficOf = (connection: PlayedConnection) => ({
  received: () => connection.bytesRead,
  unread: () => connection.unread,
})

const RATE = { perSecond: 10, burst: 20 }

test('frames are let through as fast as they may come, and one too many closes the connection', () => {
  let now = 0
  const limits = connectionLimits(() => now, trafficOf)
  const connection = new PlayedConnection()
  const onFlood = vi.fn()
  limits.watch(connection, RATE, onFlood)
  connection.send(20)
  now += 1_000
  connection.send(10)
  expect(connection.closed).toBe(false)
  connection.send(3)
  expect(connection.closed).toBe(true)
  expect(onFlood).toHaveBeenCalledOnce()
  limits.stop()
})

test('connections of one address share what it may send', () => {
  const limits = connectionLimits(() => 0, trafficOf)
  const shared = tokenBucket(RATE, () => 0)
  const connections = [new PlayedConnection(), new PlayedConnection()]
  for (const connection of connections) limits.watch(connection, shared)
  for (const connection of connections) connection.send(10)
  expect(connections.map(({ closed }) => closed)).toEqual([false, false])
  connections[1]?.send(1)
  expect(connections.map(({ closed }) => closed)).toEqual([false, true])
  limits.stop()
})

test('bytes that make no frame count too, and so does what nobody reads', () => {
  let now = 0
  const limits = connectionLimits(() => now, trafficOf)
  const [pings, deaf, quiet] = [1, 2, 3].map(() => new PlayedConnection())
  if (!pings || !deaf || !quiet) throw new Error('There are three.')
  for (const connection of [pings, deaf, quiet]) limits.watch(connection, RATE)
  const second = () => {
    now += 1_000
    vi.advanceTimersByTime(1_000)
  }
  pings.bytesRead = 10 * 1024 * 1024
  quiet.bytesRead = 10 * 1024 * 1024
  second()
  expect(pings.closed).toBe(false)
  pings.bytesRead *= 2
  deaf.unread = 33 * 1024 * 1024
  second()
  expect([pings.closed, deaf.closed, quiet.closed]).toEqual([true, true, false])
  limits.stop()
})

test('a client that heeds its requests has four times as many frames', () => {
  expect(framesOf(RATE)).toEqual({ perSecond: 40, burst: 80 })
})

test('who flooded is kept out for a while, and no longer if the clock goes back', () => {
  let now = 100_000
  const kept = keptOut(30_000, () => now)
  kept.keepOut('one')
  expect([kept.leftOf('one'), kept.leftOf('other')]).toEqual([30_000, 0])
  now += 29_000
  expect(kept.leftOf('one')).toBe(1_000)
  now -= 90_000
  expect(kept.leftOf('one')).toBe(30_000)
  now += 91_000
  expect(kept.leftOf('one')).toBe(0)
  kept.keepOut('two')
  expect(kept.leftOf('two')).toBe(30_000)
})
