import type { IncomingMessage } from 'node:http'
import { isIP, isIPv4 } from 'node:net'
import { addressKey, plainAddress } from './address-key.ts'

/**
 * The network address a request comes from: with `proxies` before the server, the one that the outermost of
 * them saw, since what stands further left in `X-Forwarded-For` may be the client's own invention. Null for a
 * request from this machine that names no other while no proxy is known of: it is the operator's own. One that does
 * name another comes by a proxy on this machine that nobody told of: nobody else could write that header to here.
 * Where the header names something that is no address, it is the address of the connection itself.
 */
export function clientAddress(request: IncomingMessage, proxies: number): string | null {
  const peer = plainAddress(request.socket.remoteAddress ?? '')
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
  const seen = [...forwarded.split(',').map((part) => plainAddress(part.trim())), peer]
  const untold = proxies === 0 && isLoopback(peer) ? 1 : proxies
  const named = seen.filter(Boolean).at(-1 - untold) ?? peer
  if (proxies === 0 && isLoopback(named)) return null
  return isIP(named) === 0 ? peer : named
}

/** The key of the address a request comes from (see `addressKey`); null for this machine's own. */
export function clientKey(request: IncomingMessage, proxies: number): string | null {
  const address = clientAddress(request, proxies)
  return address === null ? null : addressKey(address)
}

/** Whether an address is this machine's own, by whichever kind of socket it came. */
export function isLoopback(address: string): boolean {
  const own = plainAddress(address)
  return own === '' || own === '::1' || (isIPv4(own) && own.startsWith('127.'))
}
