import { BadConfig } from './config.ts'
import { FileInUse } from './database/file-lock.ts'

/** What PostgreSQL answers when the address is right and the rest of BATON_DATABASE is not. */
const POSTGRES_REFUSALS: Readonly<Record<string, string>> = {
  '28P01': 'the password is wrong',
  '28000': 'the user may not sign in',
  '3D000': 'there is no database of that name',
}
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN'])

/**
 * Why the server could not start, in a sentence that says what to do; null for what an operator cannot put
 * right, which needs its stack.
 */
export function explainStartFailure(error: unknown): string | null {
  if (error instanceof BadConfig || error instanceof FileInUse) return error.message
  const code = codeOf(error)
  if (code === 'EADDRINUSE') {
    return 'Something else listens on that address already: stop it, or set BATON_PORT to another port.'
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return 'The server may not listen there: set BATON_HOST and BATON_PORT to an address of this machine and a port from 1024 on.'
  }
  if (UNREACHABLE.has(code)) {
    return 'The database server cannot be reached: start it, or set BATON_DATABASE to where it is.'
  }
  const refusal = POSTGRES_REFUSALS[code]
  return refusal ? `PostgreSQL refused: ${refusal}. Set BATON_DATABASE to what is right.` : null
}

/** Errors of Node and of PostgreSQL carry a code; several tries at once come in one `AggregateError`. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (typeof code === 'string') return code
  return error instanceof Error && error.cause !== undefined ? codeOf(error.cause) : ''
}
