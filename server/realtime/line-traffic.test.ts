// @vitest-environment node
import { EventEmitter } from 'node:events'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { lineTraffic } from './line-traffic.ts'

class PlayedConnection extends EventEmitter {
  readonly id: string
  readonly transport: { name: string }
  readonly request = new IncomingMessage(new Socket())

  constructor(id: string, name: string) {
    super()
    this.id = id
    this.transport = { name }
  }
}

test('of a connection that polls count what its requests bring and what its answers wait for', () => {
  const traffic = lineTraffic()
  const one = new PlayedConnection('one', 'polling')
  const other = new PlayedConnection('other', 'polling')
  for (const connection of [one, other]) traffic.opened(connection)
  const its = traffic.of(one)
  const answer = new ServerResponse(one.request)
  traffic.asked('one', 500, answer)
  traffic.asked('one', 200, new ServerResponse(one.request))
  traffic.asked('nobody', 900, new ServerResponse(one.request))
  expect([its.received(), its.unread()]).toEqual([700, 0])
  one.emit('packetCreate', { data: 'x'.repeat(300) })
  one.emit('packetCreate', {})
  expect(its.unread()).toBe(300)
  one.emit('flush')
  expect(its.unread()).toBe(0)
  // What was flushed waits in the answer for as long as the client does not read.
  answer.write('y'.repeat(5_000))
  expect(its.unread()).toBeGreaterThanOrEqual(5_000)
  answer.emit('close')
  expect(its.unread()).toBe(0)
  expect([traffic.of(other).received(), traffic.of(other).unread()]).toEqual([0, 0])
})

test('a WebSocket has its line for itself', () => {
  const traffic = lineTraffic()
  const connection = new PlayedConnection('one', 'websocket')
  traffic.opened(connection)
  traffic.asked('one', 500, new ServerResponse(connection.request))
  expect(traffic.of(connection).received()).toBe(connection.request.socket.bytesRead)
})
