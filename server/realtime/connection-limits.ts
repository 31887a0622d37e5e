import type { Clock } from '../ground/clock.ts'
import type { Traffic } from './line-traffic.ts'
import { tokenBucket, type Rate, type TokenBucket } from '../edge/token-bucket.ts'

/** A connection as it is seen here: of engine.io, before anybody knows whose it is. */
export interface LimitedConnection {
  on(event: 'packet', listener: () => void): unknown
  once(event: 'close', listener: () => void): unknown
  close(discard?: boolean): unknown
}

/** Bytes that one connection may send over time: what a few screens of frames are, ten times over. */
const BYTES: Rate = { perSecond: 512 * 1024, burst: 16 * 1024 * 1024 }
/** What waits for a client that does not read what it is told. */
const UNREAD_MAX = 32 * 1024 * 1024
const LOOK_MS = 1_000

/** Frames of a connection whose requests may come at this rate: beside requests there are answers to pings, and little more. */
export function framesOf({ perSecond, burst }: Rate): Rate {
  return { perSecond: perSecond * 4, burst: burst * 4 }
}

/** Holds every connection to what it may send, whatever that is: requests, nonsense, or frames that say nothing. */
export interface ConnectionLimits<C extends LimitedConnection> {
  /** Counts a connection's frames from now on; `onFlood` is called once when it is closed for them. */
  watch(connection: C, frames: Rate | TokenBucket, onFlood?: () => void): void
  stop(): void
}

/**
 * A client that heeds what it is answered stays far below these limits: they are several times what its requests may
 * be. So whoever comes over one is closed, instead of being answered for ever.
 */
export function connectionLimits<C extends LimitedConnection>(
  clock: Clock,
  trafficOf: (connection: C) => Traffic,
): ConnectionLimits<C> {
  const bytesOf = new Map<C, { traffic: Traffic; seen: number; take: TokenBucket }>()

  // Frames of the WebSocket's own (pings), parts of frames and what nobody reads pass no listener: bytes tell.
  const looking = setInterval(() => {
    for (const [connection, bytes] of bytesOf) {
      const received = bytes.traffic.received()
      const more = received - bytes.seen
      bytes.seen = received
      const isDeaf = bytes.traffic.unread() > UNREAD_MAX
      if (isDeaf || (more > 0 && bytes.take(more) > 0)) connection.close(true)
    }
  }, LOOK_MS).unref()

  return {
    watch: (connection, frames, onFlood = () => undefined) => {
      const take = typeof frames === 'function' ? frames : tokenBucket(frames, clock)
      let flooded = false
      connection.on('packet', () => {
        if (flooded || take() === 0) return
        flooded = true
        onFlood()
        connection.close(true)
      })
      if (bytesOf.has(connection)) return
      const traffic = trafficOf(connection)
      bytesOf.set(connection, {
        traffic,
        seen: traffic.received(),
        take: tokenBucket(BYTES, clock),
      })
      connection.once('close', () => bytesOf.delete(connection))
    },
    stop: () => clearInterval(looking),
  }
}
