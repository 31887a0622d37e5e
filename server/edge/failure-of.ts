import type { Failure } from '@baton/protocol/errors.ts'
import { databaseTrouble } from '../database/database-trouble.ts'
import { Refused } from '../ground/refused.ts'

/** Called with every error that is the server's own fault. */
export type OnFault = (error: unknown) => void

/** What is answered for an error: a refusal says what it is, anything else is the server's fault. */
export function failureOf(error: unknown, onFault: OnFault): Failure {
  if (error instanceof Refused) return error.failure
  onFault(error)
  return { code: databaseTrouble(error) ?? 'internal' }
}
