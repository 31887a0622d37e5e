import { mkdirSync } from 'node:fs'
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

/**
 * Opens the database at a file's path or a postgres:// address. A SQLite file is locked for this process;
 * throws `FileInUse` when another one has it.
 */
export function openDatabase(address: string): OpenDatabase {
  return /^postgres(ql)?:\/\//.test(address) ? openPostgres(address) : openSqlite(address)
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

function openPostgres(connectionString: string): OpenDatabase {
  // Revisions and times are 64-bit columns, and all of them are safe integers (the protocol says so).
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({ connectionString, max: 10, connectionTimeoutMillis: 5_000, types })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  // The same for one that breaks in the middle of its work, which the pool does not listen to meanwhile: whoever
  // waits for the work is told.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return { db, engine: 'postgres', close: () => db.destroy() }
}
