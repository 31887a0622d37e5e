import type { ErrorCode, Failure } from '@baton/protocol/errors.ts'
import type { FastifyInstance } from 'fastify'
import { failureOf, type OnFault } from './failure-of.ts'
import { Refused } from '../ground/refused.ts'

/** Too many requests from one address; thrown by the routes that are limited. */
class TooManyRequests extends Error {
  readonly statusCode = 429
  readonly retryAfterMs: number

  constructor(retryAfterMs: number) {
    super('Too many requests.')
    this.retryAfterMs = retryAfterMs
  }
}

/** For `@fastify/rate-limit`: what is thrown at a request over the limit. */
export const limitedAnswers = {
  errorResponseBuilder: (_request: unknown, { ttl }: { ttl: number }) => new TooManyRequests(ttl),
}

/**
 * Every failure over HTTP is answered as `Failure`, with a code of the closed set. What is wrong with a request
 * before it reaches a route (its size, its JSON) is `invalid`; the words of an error stay in the log.
 */
export function httpErrors(app: FastifyInstance, onFault: OnFault): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(only('not-found')))
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof TooManyRequests) {
      const { retryAfterMs } = error
      return reply.code(429).send({ ...only('rate-limited'), retryAfterMs })
    }
    if (error instanceof Refused) {
      return reply.code(STATUS[error.failure.code] ?? 400).send(error.failure)
    }
    const status = statusOf(error)
    if (status !== null)
      return reply.code(status).send(only(status === 404 ? 'not-found' : 'invalid'))
    const failure = failureOf(error, onFault)
    return reply.code(STATUS[failure.code] ?? 500).send(failure)
  })
  // What is not there today may be there tomorrow: no route's word on how long to keep a file is meant for an error.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (reply.statusCode >= 400) reply.header('cache-control', 'no-store')
    done()
  })
}

/** Of what is answered; any other refusal is 400. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  'signed-out': 401,
  'identity-expired': 401,
  forbidden: 403,
  'not-found': 404,
  'id-reused': 409,
  'too-large': 413,
  'wrong-type': 415,
  'rate-limited': 429,
  'upload-limit': 429,
  'no-space': 507,
  'cannot-store': 507,
  overloaded: 503,
}

function only(code: Failure['code']): Failure {
  return { code }
}

/** The status of an error that the request is to blame for; null for any other. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null
  const { statusCode } = error
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : null
}
