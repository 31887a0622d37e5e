import { codeOf, outcomeOf, type AskFailure, type ErrorCode } from '@baton/protocol/errors.ts'
import type { Connection } from './connection.ts'

/** What is to be done about something that was not taken: tell the agent, or try again, not before `afterMs`. */
export type Refusal = { is: 'refused'; code: ErrorCode } | { is: 'later'; afterMs: number }

/**
 * Decides about an answer that says no, or that never came. Where the connection as a whole is refused it hangs up;
 * what was to be sent goes out by another one.
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
