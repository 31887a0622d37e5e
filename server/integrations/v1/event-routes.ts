import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { openPlaces } from '../../edge/open-places.ts'
import { streamEvents, waitForEvents, type EventDeps } from '../events/read-events.ts'
import type { IntegrationActor } from '../find-key.ts'
import { ApiRefused } from './api-error.ts'
import { operations as calls } from './operations.ts'
import type { serveOperations } from './serve-operation.ts'

/** Polls and streams of one key at once. */
const AT_ONCE_MAX = 20

/** `GET /v1/events` and `GET /v1/events/stream`. */
export function eventRoutes(serve: ReturnType<typeof serveOperations>, deps: EventDeps): void {
  const places = openPlaces(AT_ONCE_MAX)

  /** Takes a place of the key until the answer is over. */
  function hold(request: FastifyRequest, reply: FastifyReply, { keyId }: IntegrationActor) {
    if (!places.take(keyId)) throw new ApiRefused('rate_limited')
    const gone = new AbortController()
    reply.raw.once('close', () => {
      places.leave(keyId)
      gone.abort()
    })
    // There is no body to wait for: the time that it may take would end what waits.
    request.raw.resume()
    return gone.signal
  }

  serve(calls.getEvents, async ({ actor, query }, { request, reply }) => {
    const { after = null, wait } = query
    const gone = hold(request, reply, actor)
    const events = await waitForEvents(deps, actor, { after, waitMs: wait * 1_000, gone })
    return { events, cursor: events.at(-1)?.id ?? after }
  })

  serve(calls.streamEvents, async ({ actor, query }, { request, reply }) => {
    const last = request.headers['last-event-id']
    const after = (typeof last === 'string' ? last : query.after) ?? null
    const gone = hold(request, reply, actor)
    // An unknown cursor is told with a status, before the stream begins.
    const first = await waitForEvents(deps, actor, { after, waitMs: 0, gone })
    reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no')
    return reply.send(Readable.from(streamEvents(deps, actor, { first, after, gone })))
  })
}
