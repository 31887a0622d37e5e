import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { openPlaces } from '../../edge/open-places.ts'
import { parseBody } from '../../edge/parse-body.ts'
import { streamEvents, waitForEvents, type EventDeps } from '../events/read-events.ts'
import type { IntegrationActor } from '../find-key.ts'
import { ApiRefused } from './api-error.ts'
import { eventsAfter, type EventPage } from './api-schemas.ts'

/** Polls and streams of one key at once. */
const AT_ONCE_MAX = 20

/** `GET /v1/events` and `GET /v1/events/stream`. `actorOf` answers who asks, if they may. */
export function eventRoutes(
  v1: FastifyInstance,
  deps: EventDeps,
  actorOf: (request: FastifyRequest) => IntegrationActor,
): void {
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

  v1.get('/events', async (request, reply): Promise<EventPage> => {
    const actor = actorOf(request)
    const { after = null, wait } = parseBody(eventsAfter, request.query)
    const gone = hold(request, reply, actor)
    const events = await waitForEvents(deps, actor, { after, waitMs: wait * 1_000, gone })
    return { events, cursor: events.at(-1)?.id ?? after }
  })

  v1.get('/events/stream', async (request, reply) => {
    const actor = actorOf(request)
    const asked = parseBody(eventsAfter, request.query)
    const last = request.headers['last-event-id']
    const after = (typeof last === 'string' ? last : asked.after) ?? null
    const gone = hold(request, reply, actor)
    // An unknown cursor is told with a status, before the stream begins.
    const first = await waitForEvents(deps, actor, { after, waitMs: 0, gone })
    reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no')
    return reply.send(Readable.from(streamEvents(deps, actor, { first, after, gone })))
  })
}
