import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { Clock, Ids } from '../../ground/clock.ts'
import { reserves, type Rate } from '../../edge/token-bucket.ts'
import { findKey, type IntegrationActor } from '../find-key.ts'
import { ApiRefused } from './api-error.ts'

/** Requests of one key. */
const PER_KEY: Rate = { perSecond: 50, burst: 500 }
/** Seconds in which an empty reserve is full again. */
const FILLS_WITHIN_S = PER_KEY.burst / PER_KEY.perSecond

/** What requests are let in by. */
export interface AuthenticateDeps {
  db: Kysely<Database>
  clock: Clock
  ids: Ids
}

/**
 * Lets in requests with a key, before their bodies are read, and answers a function that tells whose a request is. Each
 * answer says what is left of the key's rate (draft-ietf-httpapi-ratelimit-headers-10).
 */
export function authenticate(
  app: FastifyInstance,
  { db, clock, ids }: AuthenticateDeps,
): (request: FastifyRequest) => IntegrationActor {
  const actors = new WeakMap<FastifyRequest, IntegrationActor>()
  const reserveOf = reserves(PER_KEY, clock)
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.origin !== undefined) throw new ApiRefused('browser_refused')
    const key = keyOf(request)
    const holder = key === null ? null : await findKey(db, key, clock())
    if (!holder) throw new ApiRefused('unauthorized')
    const requestId = ids.next()
    reply.header('x-request-id', requestId)
    const reserve = reserveOf(holder.keyId)
    const waitMs = reserve.waitMs(1)
    if (waitMs === 0) reserve.spend(1)
    const left = Math.max(0, Math.floor(reserve.now()))
    const fullInS = Math.ceil((PER_KEY.burst - left) / PER_KEY.perSecond)
    reply.header('ratelimit-policy', `"key";q=${PER_KEY.burst};w=${FILLS_WITHIN_S}`)
    reply.header('ratelimit', `"key";r=${left};t=${fullInS}`)
    if (waitMs > 0) throw new ApiRefused('rate_limited', { retryAfterMs: waitMs })
    actors.set(request, { ...holder, requestId })
  })
  return (request) => {
    const actor = actors.get(request)
    if (!actor) throw new ApiRefused('unauthorized')
    return actor
  }
}

/** The key that a request brings; null when it brings none. */
function keyOf({ headers }: FastifyRequest): string | null {
  const named = headers['x-api-key']
  if (typeof named === 'string') return named
  return /^Bearer (\S{1,100})$/i.exec(headers.authorization ?? '')?.[1] ?? null
}
