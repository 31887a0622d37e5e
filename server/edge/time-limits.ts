import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../ground/clock.ts'
import { Refused } from '../ground/refused.ts'
import { addressKey } from './address-key.ts'
import { isLoopback } from './client-address.ts'
import { openPlaces, type OpenPlaces } from './open-places.ts'
import { tokenBuckets, type Rate } from './token-bucket.ts'

/** How long requests may take to come, in ms. */
export interface RequestTimes {
  /** Until all of a request's headers are there, counted from when the connection was opened or last used. */
  headers: number
  /** Until all of a request is there, unless it brings a file. */
  body: number
  /** The same for a part of a file: 256 KB over a slow line. */
  upload: number
  /** Silence on a connection in the middle of a request or an answer. */
  silence: number
  /** How often connections are looked through for these. */
  check: number
}

export const REQUEST_TIMES: RequestTimes = {
  headers: 15_000,
  body: 20_000,
  upload: 120_000,
  silence: 60_000,
  check: 5_000,
}

/** Requests of one address over time: pages, their scripts and files for a whole office. */
const PER_ADDRESS: Rate = { perSecond: 100, burst: 3_000 }
/** Requests of one address that may be under way at once: a whole office's pages, downloads included. */
const AT_ONCE_MAX = 200

/** Options of Fastify and of Node by which connections that bring nothing, or hardly anything, are closed. */
export function serverTimes(times: RequestTimes) {
  return {
    requestTimeout: times.upload,
    connectionTimeout: times.silence,
    http: { headersTimeout: times.headers, connectionsCheckingInterval: times.check },
  }
}

/** What all requests of one address are held to, whatever part of the server they are for. */
export interface RequestBounds {
  /** Counts one of this address; answers how many ms to wait when there were too many. */
  waitMs(ip: string): number
  /** Those under way, by the address's key. */
  underWay: OpenPlaces
}

export function requestBounds(proxies: number, clock: Clock): RequestBounds {
  const requestsOf = tokenBuckets(PER_ADDRESS, clock)
  return {
    // This machine's own are not counted over time, as for sockets.
    waitMs: (ip) => (proxies === 0 && isLoopback(ip) ? 0 : requestsOf(addressKey(ip))()),
    underWay: openPlaces(AT_ONCE_MAX),
  }
}

/**
 * Bounds what one address may hold open over HTTP: requests under way, and how long their bodies take. `perAddress` is
 * for connections, and counts where no proxy stands before the server, whose own they would be.
 */
export function boundRequests(
  app: FastifyInstance,
  {
    times,
    bounds,
    perAddress,
    proxies,
  }: { times: RequestTimes; bounds: RequestBounds; perAddress: number; proxies: number },
): void {
  const { underWay } = bounds
  if (proxies === 0) boundConnections(app.server, perAddress)
  app.addHook('onRequest', (request, reply, done) => {
    const key = addressKey(request.ip)
    const retryAfterMs = bounds.waitMs(request.ip)
    if (retryAfterMs > 0) {
      done(new Refused('rate-limited', { retryAfterMs }))
      return
    }
    if (!underWay.take(key)) {
      done(new Refused('rate-limited', { retryAfterMs: 1_000 }))
      return
    }
    const { raw } = request
    const slow = raw.headers['content-type']?.startsWith('multipart/') === true
    const late = setTimeout(() => raw.destroy(), slow ? times.upload : times.body)
    raw.once('end', () => clearTimeout(late))
    reply.raw.once('close', () => {
      clearTimeout(late)
      underWay.leave(key)
    })
    done()
  })
}

function boundConnections(server: Server, most: number): void {
  const places = openPlaces(most)
  server.on('connection', (socket) => {
    const { remoteAddress } = socket
    // This machine's own are not counted, as for sockets.
    if (remoteAddress === undefined || isLoopback(remoteAddress)) return
    const key = addressKey(remoteAddress)
    if (!places.take(key)) socket.destroy()
    else socket.once('close', () => places.leave(key))
  })
}
