import Dexie from 'dexie'
import { expect, test } from 'vitest'
import { databaseFailureOf } from './database-failure.ts'

test.each([
  ['full', new DOMException('no room', 'QuotaExceededError')],
  ['full', new Error('QuotaExceededError: The current transaction exceeded its quota')],
  ['refused', new DOMException('mutations not allowed', 'InvalidStateError')],
  ['refused', 'broken'],
] as const)('a storage that is %s is told by %s', (kind, error) => {
  expect(databaseFailureOf(error).kind).toBe(kind)
})

test('what the browser said is told once', () => {
  const said = new DOMException('mutations not allowed', 'InvalidStateError')
  const error = new Dexie.OpenFailedError(said.message, said)
  expect(databaseFailureOf(error).details).toBe('mutations not allowed')
})
