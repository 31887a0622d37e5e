import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { OnFault } from '../../edge/failure-of.ts'
import { openPlaces } from '../../edge/open-places.ts'
import { parseBody } from '../../edge/parse-body.ts'
import type { EventBell } from '../events/event-bell.ts'
import type { IntegrationActor } from '../find-key.ts'
import type { MirrorDeps } from '../mirror/mirror-deps.ts'
import { API_ERRORS, ApiRefused } from '../v1/api-error.ts'
import { authenticate, type AuthenticateDeps } from '../v1/authenticate.ts'
import { toRefused } from '../v1/v1-errors.ts'
import { beginSession, chatAsChannel } from './chat-as-channel.ts'
import { endAsk, type ChatAsk } from './chat-asks.ts'
import { postChat, type SeedChat, type SeedError, type SeedSession } from './seed-schemas.ts'

/** Answers of one key that are waited for at once. */
const AT_ONCE_MAX = 200

interface Deps extends AuthenticateDeps, MirrorDeps {
  db: Kysely<Database>
  bell: EventBell
  /** How long an answer is waited for, in ms. */
  waitMs: number
  onFault: OnFault
}

/** `POST /api/session` and `POST /api/chat`: asked by channels, with their keys, as hosted AI desks are asked. */
export async function seedRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(
    (seed, _options, done) => {
      seed.setErrorHandler((error, _request, reply) => {
        const { code, retryAfterMs } = toRefused(error, deps.onFault)
        const { status, message } = API_ERRORS[code]
        if (retryAfterMs !== null) reply.header('retry-after', Math.ceil(retryAfterMs / 1_000))
        const answer: SeedError = { status: false, reason: message }
        return reply.code(seedStatus(status)).send(answer)
      })
      seed.addHook('onSend', (_request, reply, _payload, next) => {
        reply.header('cache-control', 'no-store')
        next()
      })
      const actorOf = authenticate(seed, deps)
      const places = openPlaces(AT_ONCE_MAX)
      const channelOf = (request: FastifyRequest): IntegrationActor => {
        const actor = actorOf(request)
        const mayAsk = actor.kind === 'channel' && !actor.isTest && actor.scopes.includes('write')
        if (!mayAsk) throw new ApiRefused('not_allowed')
        return actor
      }

      seed.post('/session', async (request): Promise<SeedSession> => {
        const conversationId = await beginSession(deps, channelOf(request))
        const data = { conversation_id: conversationId }
        return { status: true, data, detail: 'Session created successfully' }
      })
      seed.post('/chat', async (request, reply): Promise<SeedChat> => {
        const channel = channelOf(request)
        const body = parseBody(postChat, request.body)
        if (!places.take(channel.keyId)) throw new ApiRefused('rate_limited')
        const gone = new AbortController()
        let toGive: ChatAsk | null = null
        reply.raw.once('close', () => {
          places.leave(channel.keyId)
          gone.abort()
          if (toGive === null) return
          endAsk(deps.db, toGive, reply.raw.writableFinished).catch(deps.onFault)
        })
        // There is no more of the body to wait for: the time that it may take would end what waits.
        request.raw.resume()
        const { data, ask } = await chatAsChannel(deps, channel, body, gone.signal)
        toGive = ask
        return { status: true, data, detail: 'Message sent successfully' }
      })
      done()
    },
    { prefix: '/api' },
  )
}

/** These integrators know few statuses. */
function seedStatus(status: number): number {
  if (status >= 500) return 500
  return [401, 403, 404, 429].includes(status) ? status : 400
}
