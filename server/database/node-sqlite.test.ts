import { expect, onTestFinished, test } from 'vitest'
import { openNodeSqlite } from './node-sqlite.ts'

function open() {
  const database = openNodeSqlite(':memory:')
  onTestFinished(() => database.close())
  const run = (sql: string) => database.prepare(sql).run([])
  return { database, run }
}

test('a row has each column by its name, and empty ones are null', () => {
  const { database, run } = open()
  run('create table t (a text, b integer, c blob)')
  database.prepare('insert into t values (?, ?, ?)').run(['one', 2, null])
  const select = database.prepare('select * from t')
  expect(select.all([])).toEqual([{ a: 'one', b: 2, c: null }])
  expect([...select.iterate([])]).toEqual([{ a: 'one', b: 2, c: null }])
})

test('a statement that was prepared before a table had another column gives that too', () => {
  const { database, run } = open()
  run('create table t (a text)')
  run("insert into t values ('one')")
  const select = database.prepare('select * from t')
  expect(select.all([])).toEqual([{ a: 'one' }])
  run('alter table t add column b integer default 7')
  expect(select.all([])).toEqual([{ a: 'one', b: 7 }])
})

test('rows of one statement do not share what is changed in one of them', () => {
  const { database, run } = open()
  run('create table t (a text)')
  run("insert into t values ('one'), ('two')")
  const [first, second] = database.prepare('select * from t').all([])
  Object.assign(first ?? {}, { a: 'changed' })
  expect(second).toEqual({ a: 'two' })
  expect(database.prepare('select * from t').all([])).toEqual([{ a: 'one' }, { a: 'two' }])
})
