import { BadConfig } from './config.ts'
import { FileInUse } from '../database/file-lock.ts'
import { NewerDatabase, OlderServer } from '../database/migrate.ts'
import { FileHasTwoNames } from '../database/open.ts'
import { NotPossible } from '../ground/not-possible.ts'

/** What PostgreSQL answers when the address is right and the rest of BATON_DATABASE is not. */
const POSTGRES_REFUSALS: Readonly<Record<string, string>> = {
  '28P01': 'the password is wrong',
  '28000': 'the user may not sign in',
  '3D000': 'there is no database of that name',
}
/** What PostgreSQL answers when the user may not do what the server needs. */
const NO_PERMISSION = '42501'
/** What SQLite says of a file, by its result code. */
const SQLITE_REFUSALS: Readonly<Record<number, string>> = {
  8: 'may not be written',
  10: 'could not be read or written (the disk failed)',
  11: 'is damaged: restore a backup',
  13: 'is on a full disk: make room',
  14: 'could not be opened: its folder is missing, or this user has no right to it',
  26: 'is no SQLite database',
}
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN'])

/**
 * Why the server could not start, in a sentence that says what to do; null for what an operator cannot put
 * right, which needs its stack.
 */
export function explainStartFailure(error: unknown): string | null {
  if (OWN_WORDS.some((kind) => error instanceof kind)) {
    return error instanceof Error ? error.message : null
  }
  const file = sqliteRefusal(error)
  if (file !== null) return file
  const code = codeOf(error)
  if (code === 'EADDRINUSE') {
    return 'Something else listens on that address already: stop it, or set BATON_PORT to another port.'
  }
  if ((code === 'EACCES' || code === 'EPERM' || code === 'EROFS') && pathOf(error) !== null) {
    return `This user has no right to ${pathOf(error) ?? ''}: give it to the user that the server runs as, or set BATON_DATABASE and BATON_FILES to folders of that user's.`
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return 'The server may not listen there: set BATON_HOST and BATON_PORT to an address of this machine and a port from 1024 on.'
  }
  if (UNREACHABLE.has(code)) {
    return 'The database server cannot be reached: start it, or set BATON_DATABASE to where it is.'
  }
  if (code === NO_PERMISSION) {
    return `PostgreSQL refused: ${messageOf(error)}. Make the user of BATON_DATABASE the owner of the database ("ALTER DATABASE name OWNER TO user"), or grant it all on the schema ("GRANT ALL ON SCHEMA public TO user").`
  }
  const refusal = POSTGRES_REFUSALS[code]
  return refusal ? `PostgreSQL refused: ${refusal}. Set BATON_DATABASE to what is right.` : null
}

/** These say themselves what to do. */
const OWN_WORDS = [BadConfig, FileInUse, FileHasTwoNames, NewerDatabase, NotPossible, OlderServer]

function sqliteRefusal(error: unknown): string | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null
  // The lower byte is the kind; what is above it says more.
  const known = typeof error.errcode === 'number' ? SQLITE_REFUSALS[error.errcode & 0xff] : null
  return known ? `The file of BATON_DATABASE ${known}.` : null
}

/** The file or folder that a system call was about; null for one about an address. */
function pathOf(error: unknown): string | null {
  return error instanceof Error && 'path' in error && typeof error.path === 'string'
    ? error.path
    : null
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Errors of Node and of PostgreSQL carry a code; several tries at once come in one `AggregateError`. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (typeof code === 'string') return code
  return error instanceof Error && error.cause !== undefined ? codeOf(error.cause) : ''
}
