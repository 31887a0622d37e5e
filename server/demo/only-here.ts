import type { Failure } from '@baton/protocol/errors.ts'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { isFromHere } from '../edge/from-here.ts'
import { DEMO_PEOPLE } from './people.ts'

const forbidden: Failure = { code: 'forbidden' }

/** A demo server answers this machine only. */
export function answerOnlyHere(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isFromHere(request.raw)) await reply.code(403).send(forbidden)
  })
}

const signIn = v.object({
  email: v.pipe(v.string(), v.trim(), v.toLowerCase()),
  password: v.string(),
})

/** On a database that the demo has used, its public passwords open nothing once the demo is over. */
export function refusePublicPasswords(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    if (!request.url.startsWith('/api/auth/sign-in/')) return
    const { success, output } = v.safeParse(signIn, request.body)
    if (!success) return
    const isPublic = DEMO_PEOPLE.some(
      ({ email, password }) => email === output.email && password === output.password,
    )
    if (!isPublic) return
    request.log.warn(
      'a public password of the demo was refused: set another with agent:reset-password',
    )
    await reply.code(403).send(forbidden)
  })
}
