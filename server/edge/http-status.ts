import type { ErrorCode } from '@baton/protocol/errors.ts'

/** The HTTP status that each failure is answered with. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  invalid: 400,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  'stale-epoch': 400,
  'already-taken': 400,
  'stale-version': 400,
  'identity-expired': 401,
  'wrong-state': 400,
  'agent-gone': 400,
  'changed-meanwhile': 400,
  'id-reused': 409,
  'cursor-unknown': 400,
  'too-far-behind': 400,
  'protocol-mismatch': 400,
  'too-large': 413,
  'wrong-type': 415,
  'no-space': 507,
  'upload-limit': 429,
  'cannot-store': 507,
  'rate-limited': 429,
  overloaded: 503,
  internal: 500,
}
