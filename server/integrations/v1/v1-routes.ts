import type { KeyScope } from '@baton/protocol/integration.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { OnFault } from '../../edge/failure-of.ts'
import { parseBody } from '../../edge/parse-body.ts'
import { whoIsThere } from '../../team/who-is-there.ts'
import type { EventDeps } from '../events/read-events.ts'
import type { IntegrationActor } from '../find-key.ts'
import type { MirrorDeps } from '../mirror/mirror-deps.ts'
import { giveUpHandoff, handOff, resolveAsBot } from '../mirror/move-as-bot.ts'
import { postMessages as storeMessages } from '../mirror/post-messages.ts'
import { putConversation as storeConversation } from '../mirror/put-conversation.ts'
import { readMessages, readMirrored } from '../mirror/read-mirrored.ts'
import { ApiRefused } from './api-error.ts'
import {
  messagesAfter,
  postHandoff,
  postMessages,
  postResolve,
  putConversation,
  refParams,
  type Availability,
  type MessageResult,
} from './api-schemas.ts'
import { authenticate, type AuthenticateDeps } from './authenticate.ts'
import { eventRoutes } from './event-routes.ts'
import { v1Errors } from './v1-errors.ts'

/** Bytes of one request. */
const BODY_MAX = 1024 * 1024

const CONVERSATION = '/conversations/:ref'

/** What is asked under `/v1` works with. */
export interface V1Deps extends AuthenticateDeps, MirrorDeps, EventDeps {
  onFault: OnFault
}

/** Everything under `/v1`: asked by integrations, with their keys. */
export async function v1Routes(app: FastifyInstance, deps: V1Deps): Promise<void> {
  const { db } = deps
  await app.register(
    (v1, _options, done) => {
      v1Errors(v1, deps.onFault)
      v1.addHook('onRoute', (route) => {
        route.bodyLimit = BODY_MAX
      })
      v1.addHook('onSend', (_request, reply, _payload, next) => {
        reply.header('cache-control', 'no-store')
        next()
      })
      const actorOf = authenticate(v1, deps)
      /** Who asks, if their key has this scope, and of which conversation. */
      const about = (request: FastifyRequest, scope?: KeyScope) => {
        const actor = actorOf(request)
        if (scope) checkScope(actor, scope)
        return { actor, ref: parseBody(refParams, request.params).ref }
      }

      v1.get('/availability', async (request): Promise<Availability> => {
        const agents = await whoIsThere(db, actorOf(request).teamId)
        return { available: agents.length > 0, agents }
      })
      v1.put(CONVERSATION, (request) => {
        const { actor, ref } = about(request, 'write')
        return storeConversation(deps, actor, ref, parseBody(putConversation, request.body))
      })
      v1.get(CONVERSATION, (request) => {
        const { actor, ref } = about(request)
        return readMirrored(db, actor, ref)
      })
      v1.get(`${CONVERSATION}/messages`, (request) => {
        const { actor, ref } = about(request)
        return readMessages(db, actor, ref, parseBody(messagesAfter, request.query).after)
      })
      v1.post(`${CONVERSATION}/messages`, async (request) => {
        const { actor, ref } = about(request, 'write')
        const body = parseBody(postMessages, request.body)
        if ('messages' in body) {
          return { results: await storeMessages(deps, actor, ref, body.messages) }
        }
        const results = await storeMessages(deps, actor, ref, [body])
        for (const result of results) checkStored(result)
        return { results }
      })
      v1.post(`${CONVERSATION}/handoff`, (request) => {
        const { actor, ref } = about(request, 'write')
        return handOff(deps, actor, ref, parseBody(postHandoff, request.body))
      })
      v1.delete(`${CONVERSATION}/handoff`, (request) => {
        const { actor, ref } = about(request, 'write')
        return giveUpHandoff(deps, actor, ref)
      })
      v1.post(`${CONVERSATION}/resolve`, (request) => {
        const { actor, ref } = about(request, 'write')
        return resolveAsBot(deps, actor, ref, parseBody(postResolve, request.body))
      })
      eventRoutes(v1, deps, (request) => {
        const actor = actorOf(request)
        checkScope(actor, 'events')
        return actor
      })
      done()
    },
    { prefix: '/v1' },
  )
}

function checkScope({ scopes }: IntegrationActor, scope: KeyScope): void {
  if (!scopes.includes(scope)) throw new ApiRefused('not_allowed')
}

/** One message alone is answered as it fares: with an error when it is refused. */
function checkStored({ code, owner, epoch }: MessageResult): void {
  if (code === undefined) return
  throw new ApiRefused(code, code === 'not_yours' ? { detail: { owner, epoch } } : {})
}
