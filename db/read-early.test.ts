// @vitest-environment node
import Dexie from 'dexie'
import { expect, test } from 'vitest'
import { BatonDatabase } from './database.ts'
import { readEarly } from './read-early.ts'

test('who waits for it goes on outside of its transaction, which has ended by then or soon will', async () => {
  const db = new BatonDatabase(`early ${crypto.randomUUID()}`)
  await db.meta.put({ key: 'copy', value: 'one' })
  const read = () => readEarly(db, [db.meta], () => db.meta.get('copy'))
  expect(await read()).toEqual({ key: 'copy', value: 'one' })
  expect(Dexie.currentTransaction).toBeNull()
  await new Promise((resolve) => setTimeout(resolve))
  expect(await db.meta.count()).toBe(1)
  await db.meta.put({ key: 'copy', value: 'two' })
  expect(await read()).toEqual({ key: 'copy', value: 'two' })
})

test('what fails within it is told', async () => {
  const db = new BatonDatabase(`early ${crypto.randomUUID()}`)
  const read = readEarly(db, [db.meta], () => Promise.reject(new Error('no such row')))
  await expect(read).rejects.toThrow('no such row')
})
