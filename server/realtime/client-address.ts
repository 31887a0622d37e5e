import type { IncomingMessage } from 'node:http'

/**
 * The network address a request comes from: with `proxies` before the server, the one that the outermost of
 * them saw, since what stands further left in `X-Forwarded-For` may be the client's own invention. Null for a
 * request from this machine that names no other: it is the operator's, or of a proxy that nobody told of.
 */
export function clientAddress(request: IncomingMessage, proxies: number): string | null {
  const peer = plain(request.socket.remoteAddress ?? '')
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
  const seen = [...forwarded.split(',').map((part) => part.trim()), peer]
  const address = proxies === 0 ? peer : (seen.filter(Boolean).at(-1 - proxies) ?? peer)
  return isLoopback(address) ? null : plain(address)
}

/** An IPv4 address as it is, though it came by an IPv6 socket. */
function plain(address: string): string {
  return address.replace(/^::ffff:/, '')
}

function isLoopback(address: string): boolean {
  return address === '' || address === '::1' || address.startsWith('127.')
}
