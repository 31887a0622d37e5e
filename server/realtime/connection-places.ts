import type { IncomingMessage } from 'node:http'
import type { Clock } from '../ground/clock.ts'
import { clientKey } from '../edge/client-address.ts'
import { openPlaces } from '../edge/open-places.ts'
import { tokenBuckets } from '../edge/token-bucket.ts'

/** A connection of engine.io as it is opened. Its request is the handshake, by WebSocket or by HTTP. */
export interface OpenedConnection {
  request: IncomingMessage
  once(event: 'close', listener: () => void): unknown
}

/** Limits how many connections each network address holds open, and how often it opens one. */
export interface ConnectionPlaces {
  /** Reserves a slot for a handshake; false when the address has none left. */
  take(request: IncomingMessage): boolean
  /** The handshake's connection is open. The slot is its own until it closes. */
  opened(connection: OpenedConnection): void
  /** The handshake failed. */
  failed(request: IncomingMessage): void
  /**
   * The key of the address that a connection came from; null for this machine. The handshake's address counts: its
   * TCP connection may be closed by now, and later requests may use others.
   */
  addressOf(request: IncomingMessage): string | null
}

/** A slot belongs to a connection, not to its TCP connection: a proxy shares few of those among many clients. */
export function connectionPlaces(config: {
  socketsPerAddress: number
  proxies: number
  clock: Clock
}): ConnectionPlaces {
  const { socketsPerAddress: most, proxies, clock } = config
  const places = openPlaces(most)
  // Handshakes are limited as well: a connection that ends at once costs as much as one that stays.
  const begun = tokenBuckets({ perSecond: most / 20, burst: most * 2 }, clock)
  const keys = new WeakMap<IncomingMessage, string | null>()
  /** Handshakes that have a slot and no connection yet, with the functions that free the slot. */
  const pending = new Map<IncomingMessage, { leave: () => void; lineClosed: () => void }>()

  function addressOf(request: IncomingMessage): string | null {
    const known = keys.get(request)
    if (known !== undefined) return known
    const key = clientKey(request, proxies)
    keys.set(request, key)
    return key
  }

  /** Ends the wait for a connection. Returns the function that frees its slot. */
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
