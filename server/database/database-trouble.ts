/** What is wrong with the database itself, as far as its errors tell. */
export type DatabaseTrouble =
  /** It cannot store: its disk is full or broken, or it may only be read. */
  | 'cannot-store'
  /** It is busy, starting, or out of reach, and may not be for long. */
  | 'overloaded'

/** Primary result codes of SQLite (https://sqlite.org/rescode.html); an extended code has its own in the upper bits. */
const SQLITE: ReadonlyMap<number, DatabaseTrouble> = new Map([
  [5, 'overloaded'], // SQLITE_BUSY
  [6, 'overloaded'], // SQLITE_LOCKED
  [7, 'overloaded'], // SQLITE_NOMEM
  [8, 'cannot-store'], // SQLITE_READONLY
  [10, 'cannot-store'], // SQLITE_IOERR: a full disk, too, where the shared memory file cannot grow
  [11, 'cannot-store'], // SQLITE_CORRUPT
  [13, 'cannot-store'], // SQLITE_FULL
  [14, 'cannot-store'], // SQLITE_CANTOPEN: a journal that cannot be made
  [26, 'cannot-store'], // SQLITE_NOTADB
])

/** SQLSTATEs of PostgreSQL (appendix A of its manual), and what Node says of a broken line. The first that fits counts. */
const CODES: readonly (readonly [RegExp, DatabaseTrouble])[] = [
  [/^53100$/, 'cannot-store'], // disk_full
  [/^25006$/, 'cannot-store'], // read_only_sql_transaction
  [/^58/, 'cannot-store'], // system_error, io_error, undefined_file, duplicate_file
  [/^XX00[12]$/, 'cannot-store'], // data_corrupted, index_corrupted
  [/^(08|53|57P)/, 'overloaded'], // connection, insufficient resources, shutdown and start
  [/^(ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)/, 'overloaded'],
  [/^(ENOSPC|EDQUOT|EROFS|EIO)$/, 'cannot-store'],
]

/**
 * The one place where errors of the engines are told apart: what trouble the database is in, or null when the error
 * is of one statement alone. Looks through wrapped errors (`cause`) to the first that says something.
 */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  if (!(error instanceof Error)) return null
  return ofItself(error) ?? databaseTrouble(error.cause)
}

function ofItself(error: Error): DatabaseTrouble | null {
  if ('errcode' in error && typeof error.errcode === 'number') {
    return SQLITE.get(error.errcode & 0xff) ?? null
  }
  if ('code' in error && typeof error.code === 'string') {
    const { code } = error
    return CODES.find(([pattern]) => pattern.test(code))?.[1] ?? null
  }
  // The pool of `pg` gives its own errors no code.
  return /timeout exceeded|Connection terminated/.test(error.message) ? 'overloaded' : null
}
