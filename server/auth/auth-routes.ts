import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { isAPIError } from 'better-auth/api'
import * as v from 'valibot'
import { limitedAnswers } from '../edge/http-errors.ts'
import type { Database } from '../database/schema.ts'
import { clientKey } from '../edge/client-address.ts'
import { isAgentOrigin } from '../edge/origin.ts'
import { parseBody } from '../edge/parse-body.ts'
import { Refused } from '../ground/refused.ts'
import { findAgentSession } from './agent-session.ts'
import { ADDRESS_HEADER, type Auth } from './create-auth.ts'
import type { NotedSession, SessionNotes } from './note-sessions.ts'
import type { SignInGate } from './sign-in-gate.ts'

/** Requests to sign in, per address and minute: a whole office may. How often a password may be wrong, `signInGate` says. */
const SIGN_INS_PER_MINUTE = 300

/** Longest that anybody has; hashing takes any length. */
const signInBody = v.object({
  email: v.pipe(v.string(), v.minLength(1), v.maxLength(320)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)),
})

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
    proxies,
    gate,
    notes,
  }: {
    auth: Auth
    db: Kysely<Database>
    webOrigins: readonly string[]
    proxies: number
    gate: SignInGate
    notes: SessionNotes
  },
): Promise<void> {
  // A page that agents do not sign in from is refused at the door, whatever it knows. Programs send no origin.
  app.addHook('onRequest', ({ headers: { origin } }, _reply, done) => {
    const refused = origin !== undefined && !isAgentOrigin(origin, { webOrigins })
    done(refused ? new Refused('forbidden') : undefined)
  })
  await app.register(rateLimit, { global: false, ...limitedAnswers })
  const limited = { config: { rateLimit: { max: SIGN_INS_PER_MINUTE, timeWindow: 60_000 } } }
  app.post('/api/auth/sign-in/email', limited, async (request, reply) => {
    const { email } = parseBody(signInBody, request.body)
    const { answer } = await gate({ email, address: request.ip }, async () => {
      const checked = await ask(request).catch((error: unknown) => {
        noteRefused(request, email)
        throw error
      })
      return { answer: checked, right: checked.token !== null }
    })
    await send(reply, answer)
    if (answer.token === null) noteRefused(request, email)
  })
  app.post('/api/auth/sign-out', async (request, reply) => {
    const session = await sessionOf(request)
    const work = () => ask(request)
    const isDone = ({ status }: AuthAnswer) => status < 400
    await send(reply, session ? await notes.whileEnding(session, work, isDone) : await work())
  })
  app.get('/api/auth/get-session', async (request, reply) => {
    // A session outlives its agent's time in the team, and then shows nothing, not even whose it was.
    const token = tokenOf(request)
    if (token === null) throw new Refused('signed-out')
    // It has renewed the session, if that could be done.
    await findAgentSession(auth, db, token)
    const asked = addressOf(request)
    asked.searchParams.set('disableRefresh', 'true')
    const answer = await ask(request, asked)
    await send(reply, answer)
  })

  function noteRefused(request: FastifyRequest, email: string): void {
    notes.refused(email, keyOf(request)).catch((err: unknown) => {
      request.log.error({ err }, 'that a sign-in was refused could not be noted')
    })
  }

  /** Whose session a request ends; null where it is nobody's. */
  async function sessionOf(request: FastifyRequest): Promise<NotedSession | null> {
    const token = tokenOf(request)
    if (token === null) return null
    try {
      const { id: sessionId, actor } = await findAgentSession(auth, db, token)
      return { userId: actor.id, sessionId, address: keyOf(request) }
    } catch (error) {
      // What cannot be noted is ended all the same.
      if (!(error instanceof Refused)) {
        request.log.error({ err: error }, 'whose session is ended could not be looked up')
      }
      return null
    }
  }

  /** The key of the address a request comes from; null for this machine's own. */
  function keyOf({ raw }: FastifyRequest): string | null {
    return clientKey(raw, proxies)
  }

  /** What better-auth answers. Throws what is no answer: the database's own trouble. */
  async function ask(
    request: FastifyRequest,
    asked: URL = addressOf(request),
  ): Promise<AuthAnswer> {
    const headers = new Headers({ 'content-type': 'application/json' })
    const address = keyOf(request)
    if (address !== null) headers.set(ADDRESS_HEADER, address)
    const { authorization } = request.headers
    if (authorization !== undefined) headers.set('authorization', authorization)
    try {
      const answer = await auth.handler(
        new Request(asked, {
          method: request.method,
          headers,
          body: request.method === 'GET' ? undefined : JSON.stringify(request.body ?? {}),
        }),
      )
      // Some of its routes throw what they cannot do, others answer it.
      if (answer.status >= 500) throw new Error(`Sign-in failed: ${await answer.text()}`)
      const token = answer.headers.get('set-auth-token')
      return { status: answer.status, body: await answer.text(), token }
    } catch (error) {
      if (!isAPIError(error) || error.statusCode >= 500) throw error
      return { status: error.statusCode, body: JSON.stringify(error.body ?? {}), token: null }
    }
  }
}

function tokenOf({ headers }: FastifyRequest): string | null {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? null
}

interface AuthAnswer {
  status: number
  body: string
  token: string | null
}

/** As better-auth is asked; it looks at path and query. */
function addressOf({ url }: FastifyRequest): URL {
  return new URL(url, 'http://localhost')
}

async function send(reply: FastifyReply, { status, body, token }: AuthAnswer): Promise<void> {
  if (token !== null) reply.header('set-auth-token', token)
  reply.header('cache-control', 'no-store')
  await reply.code(status).type('application/json').send(body)
}
