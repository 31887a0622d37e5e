import type { Clock } from '../ground/clock.ts'
import type { Traffic } from './line-traffic.ts'
import { tokenBucket, type Rate, type TokenBucket } from '../edge/token-bucket.ts'

/** A connection of engine.io, before it is known whose it is. */
export interface LimitedConnection {
  on(event: 'packet', listener: () => void): unknown
  once(event: 'close', listener: () => void): unknown
  close(discard?: boolean): unknown
}

/** Bytes that one connection may send over time: ten times a few screens of frames. */
const BYTES: Rate = { perSecond: 512 * 1024, burst: 16 * 1024 * 1024 }
/** Most bytes that wait for a client that does not read. */
const UNREAD_MAX = 32 * 1024 * 1024
const LOOK_MS = 1_000

/**
 * The rate of frames for a connection with this rate of requests. Besides requests a client sends little more than
 * pongs.
 */
export function framesOf({ perSecond, burst }: Rate): Rate {
  return { perSecond: perSecond * 4, burst: burst * 4 }
}

/** Limits all that a connection sends: requests, invalid data and empty frames. */
export interface ConnectionLimits<C extends LimitedConnection> {
  /** Starts counting a connection's frames. `onFlood` is called once when it is closed for them. */
  watch(connection: C, frames: Rate | TokenBucket, onFlood?: () => void): void
  stop(): void
}

/**
 * Closes connections that exceed these limits. The limits are several times a client's rate of requests, so a client
 * that obeys its answers stays far below. Closing costs less than answering for ever.
 */
export function connectionLimits<C extends LimitedConnection>(
  clock: Clock,
  trafficOf: (connection: C) => Traffic,
): ConnectionLimits<C> {
  const bytesOf = new Map<C, { traffic: Traffic; seen: number; take: TokenBucket }>()

  // Control frames (pings), fragments and unread data reach no listener, so the bytes are checked as well.
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
