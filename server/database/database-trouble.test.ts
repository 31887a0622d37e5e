// @vitest-environment node
import { expect, test } from 'vitest'
import { databaseTrouble } from './database-trouble.ts'

const sqlite = (errcode: number) =>
  Object.assign(new Error('SQLite'), { code: 'ERR_SQLITE_ERROR', errcode })
const coded = (code: string) => Object.assign(new Error('PostgreSQL'), { code })

test.each([
  ['SQLITE_FULL', sqlite(13), 'cannot-store'],
  ['SQLITE_IOERR_WRITE', sqlite(778), 'cannot-store'],
  ['SQLITE_IOERR_SHMSIZE', sqlite(4874), 'cannot-store'],
  ['SQLITE_READONLY_DBMOVED', sqlite(1032), 'cannot-store'],
  ['SQLITE_CORRUPT_INDEX', sqlite(779), 'cannot-store'],
  ['SQLITE_BUSY_SNAPSHOT', sqlite(517), 'overloaded'],
  ['SQLITE_CONSTRAINT_UNIQUE', sqlite(2067), null],
  ['disk_full', coded('53100'), 'cannot-store'],
  ['read_only_sql_transaction', coded('25006'), 'cannot-store'],
  ['io_error', coded('58030'), 'cannot-store'],
  ['too_many_connections', coded('53300'), 'overloaded'],
  ['cannot_connect_now', coded('57P03'), 'overloaded'],
  ['admin_shutdown', coded('57P01'), 'overloaded'],
  ['connection_failure', coded('08006'), 'overloaded'],
  ['query_canceled', coded('57014'), null],
  ['unique_violation', coded('23505'), null],
  ['a refused connection', coded('ECONNREFUSED'), 'overloaded'],
  ['a wait for the pool', new Error('timeout exceeded when trying to connect'), 'overloaded'],
  ['an error that wraps one', new Error('failed', { cause: sqlite(13) }), 'cannot-store'],
  ['any other error', new Error('a mistake'), null],
  ['no error at all', 'text', null],
])('%s', (_name, error, trouble) => {
  expect(databaseTrouble(error)).toBe(trouble)
})
