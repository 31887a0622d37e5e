import type { IncomingMessage } from 'node:http'
import type { Clock } from '../ground/clock.ts'
import { addressKey } from '../edge/address-key.ts'
import { clientAddress } from '../edge/client-address.ts'
import { openPlaces } from '../edge/open-places.ts'
import { tokenBuckets } from '../edge/token-bucket.ts'

/** A connection of engine.io as it is opened. Its request is the handshake, by WebSocket or by HTTP. */
export interface OpenedConnection {
  request: IncomingMessage
  once(event: 'close', listener: () => void): unknown
}

/** How many connections each network address holds open, and how often it opens one. */
export interface ConnectionPlaces {
  /** Takes a place for a handshake; false when the address has none left. */
  take(request: IncomingMessage): boolean
  /** The connection of this handshake is there: the place is its own until it closes. */
  opened(connection: OpenedConnection): void
  /** Nothing came of this handshake. */
  failed(request: IncomingMessage): void
  /**
   * The key of the address that a connection came from; null for this machine's own. It is that of the handshake: the
   * line that brought it may be closed by now, and later requests may come by other lines.
   */
  addressOf(request: IncomingMessage): string | null
}

/** A place is held by a connection, not by the line it came by: a proxy has few lines for many connections. */
export function connectionPlaces(config: {
  socketsPerAddress: number
  proxies: number
  clock: Clock
}): ConnectionPlaces {
  const { socketsPerAddress: most, proxies, clock } = config
  const places = openPlaces(most)
  // Each connection is a handshake to be paid for: one that ends at once costs as much as one that stays.
  const begun = tokenBuckets({ perSecond: most / 20, burst: most * 2 }, clock)
  const keys = new WeakMap<IncomingMessage, string | null>()
  /** Handshakes with a place and no connection yet, and what gives the place back. */
  const pending = new Map<IncomingMessage, { leave: () => void; lineClosed: () => void }>()

  function addressOf(request: IncomingMessage): string | null {
    const known = keys.get(request)
    if (known !== undefined) return known
    const address = clientAddress(request, proxies)
    const key = address === null ? null : addressKey(address)
    keys.set(request, key)
    return key
  }

  /** Ends the wait for a connection; answers what gives its place back. */
  function settle(request: IncomingMessage): (() => void) | undefined {
    const entry = pending.get(request)
    if (!entry) return undefined
    pending.delete(request)
    request.socket.off('close', entry.lineClosed)
    return entry.leave
  }

  function failed(request: IncomingMessage): void {
    settle(request)?.()
  }

  return {
    addressOf,
    failed,
    take: (request) => {
      const key = addressOf(request)
      if (key === null) return true
      if (begun(key)() > 0 || !places.take(key)) return false
      const lineClosed = () => failed(request)
      pending.set(request, { leave: () => places.leave(key), lineClosed })
      request.socket.once('close', lineClosed)
      return true
    },
    opened: (connection) => {
      const leave = settle(connection.request)
      if (leave) connection.once('close', leave)
    },
  }
}
