import type { ErrorCode } from '@baton/protocol/errors.ts'
import * as v from 'valibot'

/** Everything that `/v1` answers instead of a result. Only grows. */
export const apiErrorCode = v.picklist([
  'invalid',
  'unauthorized',
  'browser_refused',
  'forbidden',
  'not_allowed',
  'not_found',
  'conflict',
  'not_yours',
  'id_reused',
  'cursor_gone',
  'too_large',
  'unsupported_type',
  'rate_limited',
  'internal',
  'unavailable',
  'cannot_store',
])
export type ApiErrorCode = v.InferOutput<typeof apiErrorCode>

/** What each means, and what to do. */
export const API_ERRORS: Record<ApiErrorCode, { status: number; message: string }> = {
  invalid: { status: 400, message: 'The request does not fit its schema. Correct it.' },
  unauthorized: {
    status: 401,
    message:
      'No key, or one that does not hold. Send a key as "Authorization: Bearer bk_…" or "X-API-Key: bk_…".',
  },
  browser_refused: {
    status: 403,
    message: 'Keys are for servers: a request with an Origin header is refused. Ask from a server.',
  },
  forbidden: { status: 403, message: 'The server does not answer this caller.' },
  not_allowed: {
    status: 403,
    message: 'The key may not do this. Use one with the scope, of an integration of the kind.',
  },
  not_found: { status: 404, message: 'It is not there, or not yours.' },
  conflict: { status: 409, message: 'It is not in a state that allows this. Read it again.' },
  not_yours: {
    status: 409,
    message:
      "The conversation is not the bot's under this epoch. Say nothing; go on when it comes back.",
  },
  id_reused: {
    status: 409,
    message: 'The id was used before with other content. Use another id.',
  },
  cursor_gone: {
    status: 410,
    message:
      'There is no such event any more. Read your open conversations again, then ask without after.',
  },
  too_large: { status: 413, message: 'The request is too large. Send less at once.' },
  unsupported_type: { status: 415, message: 'The body is not JSON. Send application/json.' },
  rate_limited: { status: 429, message: 'Too many requests. Go on after Retry-After seconds.' },
  internal: { status: 500, message: 'A fault of the server. Nothing was stored. Ask again.' },
  unavailable: {
    status: 503,
    message: 'The server cannot do it now. Ask again after Retry-After seconds.',
  },
  cannot_store: {
    status: 507,
    message:
      'The server cannot store anything. Its operator has to put that right. Ask again later.',
  },
}

/** What is answered instead of a result. `code` decides, `message` is for people, `detail` says more. */
export const apiError = v.object({
  code: apiErrorCode,
  message: v.string(),
  detail: v.optional(v.record(v.string(), v.unknown())),
})
export type ApiError = v.InferOutput<typeof apiError>

/** A request to `/v1` that is answered with an error. */
export class ApiRefused extends Error {
  readonly code: ApiErrorCode
  readonly retryAfterMs: number | null
  readonly detail: Record<string, unknown> | undefined

  constructor(
    code: ApiErrorCode,
    more: { retryAfterMs?: number | null; detail?: Record<string, unknown> } = {},
  ) {
    super(code)
    this.code = code
    this.retryAfterMs = more.retryAfterMs ?? null
    this.detail = more.detail
  }
}

/** What a refusal of the rest of the server is called under `/v1`. */
export const API_CODES: Record<ErrorCode, ApiErrorCode> = {
  invalid: 'invalid',
  'signed-out': 'unauthorized',
  forbidden: 'forbidden',
  'not-found': 'not_found',
  'stale-epoch': 'conflict',
  'already-taken': 'conflict',
  'stale-version': 'conflict',
  'identity-expired': 'unauthorized',
  'wrong-state': 'conflict',
  'agent-gone': 'conflict',
  'changed-meanwhile': 'conflict',
  'id-reused': 'id_reused',
  'cursor-unknown': 'invalid',
  'too-far-behind': 'invalid',
  'protocol-mismatch': 'invalid',
  'too-large': 'too_large',
  'wrong-type': 'unsupported_type',
  'no-space': 'cannot_store',
  'upload-limit': 'rate_limited',
  'cannot-store': 'cannot_store',
  'rate-limited': 'rate_limited',
  overloaded: 'unavailable',
  internal: 'internal',
}
