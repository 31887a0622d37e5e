import type { Failure } from '@baton/protocol/errors.ts'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { limitedAnswers } from '../channels/http-errors.ts'
import type { Database } from '../database/schema.ts'
import { isAgentOrigin } from '../realtime/origin.ts'
import { Refused } from '../refused.ts'
import { findAgentSession } from './agent-session.ts'
import type { Auth } from './create-auth.ts'

/** Tries to sign in, per address and minute. */
const SIGN_INS_PER_MINUTE = 20

/**
 * The three routes of better-auth that Baton uses. Cookies are taken off requests and answers alike, so that
 * a bearer token is the only thing that can sign anybody in.
 */
export async function authRoutes(
  app: FastifyInstance,
  {
    auth,
    db,
    webOrigins,
    signInsPerMinute = SIGN_INS_PER_MINUTE,
  }: {
    auth: Auth
    db: Kysely<Database>
    webOrigins: readonly string[]
    signInsPerMinute?: number
  },
): Promise<void> {
  // A page that agents do not sign in from is refused at the door, whatever it knows. Programs send no origin.
  app.addHook('onRequest', async ({ headers: { origin } }, reply) => {
    if (origin !== undefined && !isAgentOrigin(origin, { webOrigins })) {
      const failure: Failure = { code: 'forbidden' }
      await reply.code(403).send(failure)
    }
  })
  await app.register(rateLimit, { global: false, ...limitedAnswers })
  const limited = { config: { rateLimit: { max: signInsPerMinute, timeWindow: 60_000 } } }
  const pass = (request: FastifyRequest, reply: FastifyReply) => passOn(auth, request, reply)
  app.post('/api/auth/sign-in/email', limited, pass)
  app.post('/api/auth/sign-out', pass)
  app.get('/api/auth/get-session', async (request, reply) => {
    // A session outlives its agent's time in the team, and then shows nothing, not even whose it was.
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) throw new Refused('signed-out')
    await findAgentSession(auth, db, token)
    await pass(request, reply)
  })
}

async function passOn(auth: Auth, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const headers = new Headers({ 'content-type': 'application/json' })
  const { authorization } = request.headers
  if (authorization !== undefined) headers.set('authorization', authorization)
  const answer = await auth.handler(
    new Request(new URL(request.url, 'http://localhost'), {
      method: request.method,
      headers,
      body: request.method === 'GET' ? undefined : JSON.stringify(request.body ?? {}),
    }),
  )
  const token = answer.headers.get('set-auth-token')
  if (token !== null) reply.header('set-auth-token', token)
  reply.header('cache-control', 'no-store')
  await reply
    .code(answer.status)
    .type('application/json')
    .send(await answer.text())
}
