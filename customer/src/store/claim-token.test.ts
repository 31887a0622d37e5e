import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { claimTokenIn } from './claim-token.ts'

test('of tabs that start at once, all use the token of one', async () => {
  const factory = new IDBFactory()
  const claims = ['a', 'b', 'c'].map((mine) => claimTokenIn(() => factory, 'demo')(mine, null))
  expect(new Set(await Promise.all(claims)).size).toBe(1)
})

test('a refused token makes way, once', async () => {
  const factory = new IDBFactory()
  const claim = claimTokenIn(() => factory, 'demo')
  expect(await claim('old', null)).toBe('old')
  expect(await claim('new', 'old')).toBe('new')
  expect(await claim('late', 'old')).toBe('new')
})

test('teams do not share it', async () => {
  const factory = new IDBFactory()
  await claimTokenIn(() => factory, 'demo')('a', null)
  expect(await claimTokenIn(() => factory, 'other')('b', null)).toBe('b')
})

test('a browser without IndexedDB uses its own', async () => {
  const blocked = () => {
    throw new Error('SecurityError')
  }
  expect(await claimTokenIn(blocked, 'demo')('mine', null)).toBe('mine')
})
