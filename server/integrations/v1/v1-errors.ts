import type { FastifyInstance, FastifyReply } from 'fastify'
import { failureOf, type OnFault } from '../../edge/failure-of.ts'
import { API_CODES, API_ERRORS, ApiRefused, type ApiError } from './api-error.ts'

/** Milliseconds. Said where nothing tells how long to wait. */
const TRY_AGAIN_MS = 1_000

/** Answers every failure of these routes as `ApiError`. The words of an error stay in the log. */
export function v1Errors(app: FastifyInstance, onFault: OnFault): void {
  app.setNotFoundHandler((_request, reply) => refuse(reply, new ApiRefused('not_found')))
  app.setErrorHandler((error, _request, reply) => refuse(reply, toRefused(error, onFault)))
}

function refuse(reply: FastifyReply, { code, retryAfterMs, detail }: ApiRefused) {
  const { status, message } = API_ERRORS[code]
  const answer: ApiError = { code, message }
  if (detail) answer.detail = detail
  const waits = retryAfterMs ?? (status === 429 || status === 503 ? TRY_AGAIN_MS : null)
  if (waits !== null) {
    reply.header('retry-after', Math.ceil(waits / 1_000))
    answer.detail = { retry_after_ms: waits }
  }
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(status).send(answer)
}

/** Any error as one of `/v1`. The words of one that is none go to the log. */
export function toRefused(error: unknown, onFault: OnFault): ApiRefused {
  if (error instanceof ApiRefused) return error
  const status = statusOf(error)
  if (status === 413) return new ApiRefused('too_large')
  if (status === 415) return new ApiRefused('unsupported_type')
  if (status !== null) return new ApiRefused('invalid')
  const { code, retryAfterMs } = failureOf(error, onFault)
  return new ApiRefused(API_CODES[code], { retryAfterMs })
}

/** The status of an error of Fastify's that the request is to blame for; null for any other. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null
  const { statusCode } = error
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : null
}
