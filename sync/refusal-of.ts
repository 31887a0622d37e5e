import { codeOf, outcomeOf, type AskFailure, type ErrorCode } from '@baton/protocol/errors.ts'
import type { Connection } from './connection.ts'

/** What to do about something that was not accepted: tell the agent, or retry, not before `afterMs`. */
export type Refusal = { is: 'refused'; code: ErrorCode } | { is: 'later'; afterMs: number }

/**
 * Decides about a refusal or a missing answer. If the refusal concerns the whole connection, it closes that, and the
 * next connection sends it.
 */
export function refusalOf(error: AskFailure, connection: Pick<Connection, 'refused'>): Refusal {
  const code = codeOf(error)
  const later = { is: 'later', afterMs: 0 } as const
  if (code === null) return later
  switch (outcomeOf(code)) {
    case 'reject':
      return { is: 'refused', code }
    case 'retry':
      return { is: 'later', afterMs: 'retryAfterMs' in error ? (error.retryAfterMs ?? 0) : 0 }
    case 'sign-in':
    case 'resync':
    case 'update':
      connection.refused(code)
      return later
  }
}
