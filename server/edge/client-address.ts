import type { IncomingMessage } from 'node:http'

/**
 * The network address a request comes from: with `proxies` before the server, the one that the outermost of
 * them saw, since what stands further left in `X-Forwarded-For` may be the client's own invention. Null for a
 * request from this machine that names no other while no proxy is known of: it is the operator's own. One that does
 * name another comes by a proxy on this machine that nobody told of: nobody else could write that header to here.
 */
export function clientAddress(request: IncomingMessage, proxies: number): string | null {
  const peer = plain(request.socket.remoteAddress ?? '')
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
  const seen = [...forwarded.split(',').map((part) => part.trim()), peer]
  const untold = proxies === 0 && isLoopback(peer) ? 1 : proxies
  const address = seen.filter(Boolean).at(-1 - untold) ?? peer
  return proxies === 0 && isLoopback(address) ? null : plain(address)
}

/** An IPv4 address as it is, though it came by an IPv6 socket. */
function plain(address: string): string {
  return address.replace(/^::ffff:/, '')
}

/** Whether an address is this machine's own, by whichever kind of socket it came. */
export function isLoopback(address: string): boolean {
  const own = plain(address)
  return own === '' || own === '::1' || own.startsWith('127.')
}
