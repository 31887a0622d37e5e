import type { FastifyInstance } from 'fastify'
import type { OnFault } from '../../edge/failure-of.ts'
import { whoIsThere } from '../../team/who-is-there.ts'
import type { EventDeps } from '../events/read-events.ts'
import { deleteMessage, giveReceipt, patchMessage } from '../mirror/change-message.ts'
import { eraseCustomer, type EraseDeps } from '../mirror/erase-customer.ts'
import { handOffWhole } from '../mirror/hand-off-whole.ts'
import { giveUpHandoff, handOff, resolveAsBot } from '../mirror/move-as-bot.ts'
import { postMessages } from '../mirror/post-messages.ts'
import { putConversation } from '../mirror/put-conversation.ts'
import { rate } from '../mirror/rate.ts'
import { readMessages, readMirrored } from '../mirror/read-mirrored.ts'
import { tellsLive, type LiveDeps } from '../mirror/tell-live.ts'
import { ApiRefused } from './api-error.ts'
import type { MessageResult } from './api-schemas.ts'
import { authenticate, type AuthenticateDeps } from './authenticate.ts'
import { documentRoutes } from './document/document-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { operations as calls } from './operations.ts'
import { serveOperations } from './serve-operation.ts'
import { v1Errors } from './v1-errors.ts'

/** Bytes of one request. */
const BODY_MAX = 1024 * 1024

/** What is asked under `/v1` works with. */
export interface V1Deps extends AuthenticateDeps, EraseDeps, EventDeps, LiveDeps {
  onFault: OnFault
}

/** Everything under `/v1`: asked by integrations with their keys, but for the description of it. */
export async function v1Routes(app: FastifyInstance, deps: V1Deps): Promise<void> {
  await app.register(
    async (root) => {
      await root.register(documentRoutes)
      await root.register((v1, _options, done) => {
        keyedRoutes(v1, deps)
        done()
      })
    },
    { prefix: '/v1' },
  )
}

function keyedRoutes(v1: FastifyInstance, deps: V1Deps): void {
  const { db } = deps
  v1Errors(v1, deps.onFault)
  v1.addHook('onRoute', (route) => {
    route.bodyLimit = BODY_MAX
  })
  v1.addHook('onSend', (_request, reply, _payload, next) => {
    reply.header('cache-control', 'no-store')
    next()
  })
  const serve = serveOperations(v1, authenticate(v1, deps))

  serve(calls.availability, async ({ actor }) => {
    const agents = await whoIsThere(db, actor.teamId)
    return { available: agents.length > 0, agents }
  })
  serve(calls.putConversation, ({ actor, params, body }) =>
    putConversation(deps, actor, params.ref, body),
  )
  serve(calls.getConversation, ({ actor, params }) => readMirrored(db, actor, params.ref))
  serve(calls.getMessages, ({ actor, params, query }) =>
    readMessages(db, actor, params.ref, query.after),
  )
  serve(calls.postMessages, async ({ actor, params, body }) => {
    if ('messages' in body) {
      return { results: await postMessages(deps, actor, params.ref, body.messages) }
    }
    const results = await postMessages(deps, actor, params.ref, [body])
    for (const result of results) checkStored(result)
    return { results }
  })
  const tellLive = tellsLive(deps)
  serve(calls.putLive, ({ actor, params, body }) => tellLive(actor, params.ref, body))
  serve(calls.postHandoff, ({ actor, params, body }) => handOff(deps, actor, params.ref, body))
  serve(calls.deleteHandoff, ({ actor, params }) => giveUpHandoff(deps, actor, params.ref))
  serve(calls.postResolve, ({ actor, params, body }) => resolveAsBot(deps, actor, params.ref, body))
  serve(calls.patchMessage, ({ actor, params, body }) => patchMessage(deps, actor, params, body))
  serve(calls.deleteMessage, ({ actor, params }) => deleteMessage(deps, actor, params))
  serve(calls.postReceipt, ({ actor, params, body }) => giveReceipt(deps, actor, params, body))
  serve(calls.postHandoffs, ({ actor, body }) => handOffWhole(deps, actor, body))
  serve(calls.postRating, ({ actor, params, body }) => rate(deps, actor, params.ref, body))
  serve(calls.deleteCustomer, ({ actor, params }) => eraseCustomer(deps, actor, params.id))
  eventRoutes(serve, deps)
}

/** One message alone is answered as it fares: with an error when it is refused. */
function checkStored({ code, owner, epoch }: MessageResult): void {
  if (code === undefined) return
  throw new ApiRefused(code, code === 'not_yours' ? { detail: { owner, epoch } } : {})
}
