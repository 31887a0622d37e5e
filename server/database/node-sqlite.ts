import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Statements kept ready: more than the server has, fewer than would matter in memory. */
const STATEMENTS_MAX = 300

/**
 * `node:sqlite` in the shape that Kysely's SQLite dialect expects, with prepared statements kept: preparing
 * costs about as much as a small query.
 */
export function openNodeSqlite(file: string): SqliteDatabase {
  const database = new DatabaseSync(file, { timeout: 5_000 })
  database.exec('PRAGMA journal_mode = WAL')
  // FULL: a commit is on the disk before it is acknowledged (architecture, invariant 2).
  database.exec('PRAGMA synchronous = FULL')
  database.exec('PRAGMA foreign_keys = ON')
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => {
      statements.clear()
      database.close()
    },
    prepare: (sql) => {
      if (sql === 'rollback') return rollbackOf(database)
      const kept = statements.get(sql)
      if (kept) return kept
      const statement = adapt(database.prepare(sql))
      if (statements.size >= STATEMENTS_MAX) statements.clear()
      statements.set(sql, statement)
      return statement
    },
  }
}

/**
 * SQLite rolls back by itself when the disk is full or breaks. Kysely then asks for it again, and the answer "no
 * transaction is active" would hide what was wrong.
 */
function rollbackOf(database: DatabaseSync): SqliteStatement {
  return {
    reader: false,
    all: () => [],
    run: () => {
      if (database.isTransaction) database.exec('rollback')
      return { changes: 0, lastInsertRowid: 0 }
    },
    iterate: () => [].values(),
  }
}

function adapt(statement: StatementSync): SqliteStatement {
  return {
    // What has columns gives rows back: SELECT, RETURNING and some PRAGMAs.
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  }
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value
  }
  if (value instanceof Uint8Array) return value
  throw new TypeError('A value that SQLite cannot hold was bound to a statement.')
}
