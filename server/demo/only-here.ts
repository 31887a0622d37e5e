import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { isFromHere } from '../edge/from-here.ts'
import { Refused } from '../ground/refused.ts'
import { DEMO_PEOPLE } from './people.ts'

/** A demo server answers this machine only. */
export function answerOnlyHere(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    done(isFromHere(request.raw) ? undefined : new Refused('forbidden'))
  })
}

const signIn = v.object({
  email: v.pipe(v.string(), v.trim(), v.toLowerCase()),
  password: v.string(),
})

/** On a database that the demo has used, its public passwords open nothing once the demo is over. */
export function refusePublicPasswords(app: FastifyInstance): void {
  app.addHook('preHandler', (request, _reply, done) => {
    const isSignIn = request.url.startsWith('/api/auth/sign-in/')
    if (!isSignIn || !isPublic(request.body)) {
      done()
      return
    }
    request.log.warn(
      'a public password of the demo was refused: set another with agent:reset-password',
    )
    done(new Refused('forbidden'))
  })
}

function isPublic(body: unknown): boolean {
  const { success, output } = v.safeParse(signIn, body)
  return (
    success &&
    DEMO_PEOPLE.some(
      ({ email, password }) => email === output.email && password === output.password,
    )
  )
}
