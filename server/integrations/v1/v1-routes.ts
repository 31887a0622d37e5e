import type { FastifyInstance } from 'fastify'
import type { OnFault } from '../../edge/failure-of.ts'
import { whoIsThere } from '../../team/who-is-there.ts'
import type { Availability } from './api-schemas.ts'
import { authenticate, type AuthenticateDeps } from './authenticate.ts'
import { v1Errors } from './v1-errors.ts'

/** What is asked under `/v1` works with. */
export interface V1Deps extends AuthenticateDeps {
  onFault: OnFault
}

/** Everything under `/v1`: asked by integrations, with their keys. */
export async function v1Routes(app: FastifyInstance, deps: V1Deps): Promise<void> {
  await app.register(
    (v1, _options, done) => {
      v1Errors(v1, deps.onFault)
      v1.addHook('onSend', (_request, reply, _payload, next) => {
        reply.header('cache-control', 'no-store')
        next()
      })
      const actorOf = authenticate(v1, deps)
      v1.get('/availability', async (request): Promise<Availability> => {
        const agents = await whoIsThere(deps.db, actorOf(request).teamId)
        return { available: agents.length > 0, agents }
      })
      done()
    },
    { prefix: '/v1' },
  )
}
