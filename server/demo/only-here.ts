import type { IncomingMessage } from 'node:http'
import type { Failure } from '@baton/protocol/errors.ts'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { isLoopback } from '../edge/client-address.ts'
import { DEMO_PEOPLE } from './people.ts'

/** What proxies and tunnels add to a request that they hand on. */
const HANDED_ON = [
  ...['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'],
  ...['x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip'],
]

const LOOPBACK = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

/** Whether a name, with or without a port, is this machine's own and nobody else's. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host)
}

/**
 * Whether a request comes from this machine, by no proxy, for one of the machine's own names. The demo's passwords
 * are public, so it answers nobody else: a page elsewhere whose name leads here is somebody else, too.
 */
export function isFromHere({ headers, socket }: IncomingMessage): boolean {
  const isLocal = Boolean(socket.remoteAddress) && isLoopback(socket.remoteAddress ?? '')
  const isHandedOn = HANDED_ON.some((name) => headers[name] !== undefined)
  return isLocal && !isHandedOn && isLoopbackHost(headers.host ?? '')
}

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
