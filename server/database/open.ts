import { mkdirSync } from 'node:fs'
import { Socket } from 'node:net'
import { dirname, resolve } from 'node:path'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { lockFile } from './file-lock.ts'
import { openNodeSqlite } from './node-sqlite.ts'
import type { Database } from './schema.ts'

/** An open database, and what there is to know about it. */
export interface OpenDatabase {
  db: Kysely<Database>
  engine: 'sqlite' | 'postgres'
  close(): Promise<void>
}

/** How long PostgreSQL may say nothing, in milliseconds, unless it is set. */
export const DATABASE_TIMEOUT_MS = 30_000

/**
 * Opens the database at a file's path or a postgres:// address. A SQLite file is locked for this process;
 * throws `FileInUse` when another one has it. A PostgreSQL connection that says nothing for `timeoutMs` is given
 * up, so that a line which died without a word holds nobody up for ever.
 */
export function openDatabase(address: string, timeoutMs = DATABASE_TIMEOUT_MS): OpenDatabase {
  return /^postgres(ql)?:\/\//.test(address)
    ? openPostgres(address, timeoutMs)
    : openSqlite(address)
}

function openSqlite(address: string): OpenDatabase {
  const file = resolve(address)
  mkdirSync(dirname(file), { recursive: true })
  const lock = lockFile(file)
  try {
    const sqlite = openNodeSqlite(file)
    const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: sqlite }) })
    return {
      db,
      engine: 'sqlite',
      close: async () => {
        await db.destroy()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function openPostgres(connectionString: string, timeoutMs: number): OpenDatabase {
  // Revisions and times are 64-bit columns, and all of them are safe integers (the protocol says so).
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({
    ...{ connectionString, max: 10, connectionTimeoutMillis: 5_000, types },
    stream: () => socketThatIsHeard(timeoutMs),
    // PostgreSQL gives up first: what a transaction of a silent line has locked is free by the time that the next
    // one asks for it, and a query that is only slow ends with an error instead of with the connection.
    statement_timeout: timeoutMs * 0.75,
    idle_in_transaction_session_timeout: timeoutMs * 0.5,
  })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  // The same for one that breaks in the middle of its work, which the pool does not listen to meanwhile: whoever
  // waits for the work is told.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return { db, engine: 'postgres', close: () => db.destroy() }
}

/** Breaks when nothing has come or gone for so long; the pool then makes another. */
function socketThatIsHeard(timeoutMs: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(timeoutMs, () => socket.destroy(new SilentDatabase(timeoutMs)))
}

/** The database may be heard again soon, by another line: `code` tells so, as for a line that broke. */
class SilentDatabase extends Error {
  readonly code = 'ETIMEDOUT'

  constructor(timeoutMs: number) {
    super(`PostgreSQL said nothing for ${timeoutMs} ms.`)
  }
}
