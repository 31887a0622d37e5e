import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

function request(peer: string, forwarded?: string): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const made = new IncomingMessage(socket)
  if (forwarded !== undefined) made.headers['x-forwarded-for'] = forwarded
  return made
}

test.each([
  ['203.0.113.7', undefined, 0, '203.0.113.7'],
  ['::ffff:203.0.113.7', undefined, 0, '203.0.113.7'],
  // Without a proxy that is known of, anybody could write that header.
  ['203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
  ['127.0.0.1', '198.51.100.1', 1, '198.51.100.1'],
  ['127.0.0.1', '192.0.2.9, 198.51.100.1', 1, '198.51.100.1'],
  ['10.0.0.2', '192.0.2.9, 198.51.100.1, 10.0.0.1', 2, '198.51.100.1'],
  ['127.0.0.1', undefined, 0, null],
  ['::1', undefined, 0, null],
  // By a proxy on this machine that nobody told of.
  ['127.0.0.1', '192.0.2.9, 198.51.100.1', 0, '198.51.100.1'],
  // Past the proxy there is.
  ['::1', undefined, 1, '::1'],
  // What is no address is nobody's.
  ['10.0.0.2', '=cmd()', 1, '10.0.0.2'],
  ['10.0.0.2', '198.51.100.1, 127.evil.example', 1, '10.0.0.2'],
  // By a proxy on this machine that nobody told of: it does not make anybody the operator.
  ['127.0.0.1', '127.evil.example', 0, '127.0.0.1'],
  // Some proxies say the port, too.
  ['10.0.0.2', '198.51.100.1:4711', 1, '198.51.100.1'],
])('from %s with "%s" by %i proxies it is %s', (peer, forwarded, proxies, address) => {
  expect(clientAddress(request(peer, forwarded), proxies)).toBe(address)
})
