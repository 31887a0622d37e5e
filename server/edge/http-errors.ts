import type { Failure } from '@baton/protocol/errors.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { failureOf, type OnFault } from './failure-of.ts'
import { HTTP_STATUS } from './http-status.ts'
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
  app.setNotFoundHandler((_request, reply) => send(reply, { code: 'not-found' }))
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof TooManyRequests) {
      const { retryAfterMs } = error
      return send(reply, { code: 'rate-limited', retryAfterMs })
    }
    const status = error instanceof Refused ? null : statusOf(error)
    if (status === null) return send(reply, failureOf(error, onFault))
    const failure: Failure = { code: status === 404 ? 'not-found' : 'invalid' }
    return reply.code(status).send(failure)
  })
  // What is not there today may be there tomorrow: no route's word on how long to keep a file is meant for an error.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (reply.statusCode >= 400) reply.header('cache-control', 'no-store')
    done()
  })
}

function send(reply: FastifyReply, failure: Failure) {
  return reply.code(HTTP_STATUS[failure.code]).send(failure)
}

/** The status of an error that the request is to blame for; null for any other. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null
  const { statusCode } = error
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : null
}
