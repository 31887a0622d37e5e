import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementSync,
} from 'node:sqlite'
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
  // What has columns gives rows back: SELECT, RETURNING and some PRAGMAs.
  const reader = statement.columns().length > 0
  statement.setReturnArrays(true)
  const toRow = rowsOf(statement)
  return {
    reader,
    all: (parameters) => statement.all(...parameters.map(bindable)).map(toRow),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) =>
      Iterator.from(statement.iterate(...parameters.map(bindable))).map(toRow),
  }
}

/** What `node:sqlite` types as a row: with `setReturnArrays` it is an array, in the order of the columns. */
type Values = Record<string, SQLOutputValue>

/**
 * Makes rows of a statement's values by copying an empty one: V8 keeps those as compact as objects of a class. The rows
 * that `node:sqlite` makes by itself are hash tables: to copy one, or to compare its columns, takes three times as long.
 */
function rowsOf(statement: StatementSync): (values: Values) => Record<string, SQLOutputValue> {
  let names = namesOf(statement)
  let empty = emptyRow(names)
  return (values) => {
    // SQLite prepares a statement again by itself once a table has another column.
    if (values['length'] !== names.length) {
      names = namesOf(statement)
      empty = emptyRow(names)
    }
    const row = { ...empty }
    for (let n = 0; n < names.length; n++) row[names[n] ?? ''] = values[n] ?? null
    return row
  }
}

function namesOf(statement: StatementSync): string[] {
  return statement.columns().map(({ name }) => name)
}

function emptyRow(names: readonly string[]): Record<string, SQLOutputValue> {
  return Object.fromEntries(names.map((name) => [name, null]))
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
