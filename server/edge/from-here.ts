import type { IncomingMessage } from 'node:http'
import { isLoopback } from './client-address.ts'

/** What proxies and tunnels add to a request that they hand on. */
const HANDED_ON = [
  ...['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'],
  ...['x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip'],
]

const LOOPBACK = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

/** Whether a name, with or without a port, is this machine's own and nobody else's. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host)
}

/**
 * Whether a request comes from this machine, by no proxy, for one of the machine's own names. The demo's passwords
 * are public, so it answers nobody else: a page elsewhere whose name leads here is somebody else, too.
 */
export function isFromHere({ headers, socket }: IncomingMessage): boolean {
  const isLocal = Boolean(socket.remoteAddress) && isLoopback(socket.remoteAddress ?? '')
  const isHandedOn = HANDED_ON.some((name) => headers[name] !== undefined)
  return isLocal && !isHandedOn && isLoopbackHost(headers.host ?? '')
}
