import { statSync } from 'node:fs'
import { Socket } from 'node:net'
import { basename, dirname } from 'node:path'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { lockFile, type FileLock } from './file-lock.ts'
import { aloneLease, type Lease } from './lease.ts'
import { openNodeSqlite } from './node-sqlite.ts'
import { postgresLease } from './postgres-lease.ts'
import { keepFilePrivate, keepFolderPrivate, realFile } from './private-files.ts'
import { postgresReader } from './postgres-reader.ts'
import type { Database } from './schema.ts'
import { createSlowReads, type SlowReads } from './slow-reads.ts'
import { sqliteReader } from './sqlite-reader.ts'

/** An open database, and what there is to know about it. */
export interface OpenDatabase {
  db: Kysely<Database>
  engine: 'sqlite' | 'postgres'
  /** That this process lives on it; `createApp` takes it. */
  lease: Lease
  /** The SQLite file and its lock; null for PostgreSQL. */
  file: { path: string; lock: FileLock } | null
  /** For what people search: beside the server's own work. */
  slowReads: SlowReads
  close(): Promise<void>
}

/** What may stand beside the database in a folder that is Baton's own. */
const BESIDE = new Set(['files', 'knowledge', 'lost+found'])

/** How long PostgreSQL may say nothing, in milliseconds, unless it is set. */
export const DATABASE_TIMEOUT_MS = 30_000

/**
 * Opens the database at a file's path or a postgres:// address. A SQLite file is locked for this process;
 * throws `FileInUse` when another one has it. A PostgreSQL connection that says nothing for `timeoutMs` is given
 * up, so that a line which died without a word holds nobody up for ever.
 */
export function openDatabase(address: string, timeoutMs = DATABASE_TIMEOUT_MS): OpenDatabase {
  return isPostgres(address) ? openPostgres(address, timeoutMs) : openSqlite(address)
}

/** Whether the address is a PostgreSQL database's; else it is a SQLite file's path. */
export function isPostgres(address: string): boolean {
  return /^postgres(ql)?:\/\//.test(address)
}

/** A SQLite file that goes by two names, which no lock can hold together. */
export class FileHasTwoNames extends Error {}

function openSqlite(address: string): OpenDatabase {
  const file = realFile(address)
  keepFilePrivate(file)
  // Each name would have a lock and a write-ahead log of its own: SQLite itself forbids it.
  if (statSync(file).nlink > 1) {
    throw new FileHasTwoNames(
      `${file} has another name as well (a hard link), by which it could be opened twice. Copy it to a file of its own, and set BATON_DATABASE to the copy.`,
    )
  }
  const lock = lockFile(file)
  try {
    const sqlite = openNodeSqlite(file)
    for (const part of ['-wal', '-shm']) {
      if (statSync(`${file}${part}`, { throwIfNoEntry: false })) keepFilePrivate(`${file}${part}`)
    }
    keepFolderPrivate(dirname(file), (name) => name.startsWith(basename(file)) || BESIDE.has(name))
    const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: sqlite }) })
    const slowReads = createSlowReads(sqliteReader(file))
    return {
      db,
      engine: 'sqlite',
      lease: aloneLease(() => lock.check()),
      file: { path: file, lock },
      slowReads,
      close: async () => {
        await slowReads.end()
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
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    types,
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
  const lease = postgresLease(connectionString)
  const close = async () => {
    await lease.release()
    await db.destroy()
  }
  const slowReads = createSlowReads(postgresReader(db))
  return { db, engine: 'postgres', lease, file: null, slowReads, close }
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
