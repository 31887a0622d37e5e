// @vitest-environment node
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { openDatabase, type OpenDatabase } from './open.ts'
import { prepared } from './prepared.ts'

let folder: string
let database: OpenDatabase
let built: number

const teamsAfter = prepared<{ rev: number; slug: string }>()((db, place) => {
  built += 1
  return db
    .selectFrom('teams')
    .select('id')
    .where('slug', '!=', place('slug'))
    .where('createdAt', '=', 0)
    .where('rev', '>', place('rev'))
    .orderBy('id')
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-prepared-'))
  database = openDatabase(join(folder, 'baton.sqlite'))
  built = 0
  await migrate(database.db)
  const team = (id: string, rev: number) => ({ id, slug: id, name: id, rev, createdAt: 0 })
  await database.db
    .insertInto('teams')
    .values([team('a', 1), team('b', 2), team('c', 3)])
    .execute()
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

test('it is built once and run with the values of each call, whatever their order', async () => {
  const { db } = database
  expect((await teamsAfter(db, { rev: 0, slug: 'a' })).rows).toEqual([{ id: 'b' }, { id: 'c' }])
  expect((await teamsAfter(db, { slug: 'b', rev: 2 })).rows).toEqual([{ id: 'c' }])
  expect(built).toBe(1)
})

test('a transaction runs the same one, and takes it back with the rest', async () => {
  const insert = prepared<{ id: string }>()((db, place) =>
    db
      .insertInto('teams')
      .values({ id: place('id'), slug: place('id'), name: 'New', rev: 9, createdAt: 0 }),
  )
  const failed = database.db.transaction().execute(async (trx) => {
    expect((await insert(trx, { id: 'd' })).numAffectedRows).toBe(1n)
    expect((await teamsAfter(trx, { rev: 2, slug: '' })).rows).toEqual([{ id: 'c' }, { id: 'd' }])
    throw new Error('taken back')
  })
  await expect(failed).rejects.toThrow('taken back')
  expect((await teamsAfter(database.db, { rev: 2, slug: '' })).rows).toEqual([{ id: 'c' }])
})
