import { expect, test } from 'vitest'
import { testId } from '../../db/testing/builders.ts'
import { readAsStored, showWhileWriting, withUnwritten } from './useUnwritten.ts'

const conversationId = testId('conversation', 1)
const message = (n: number) => ({
  ...{ id: testId('message', n), conversationId, text: 'Hello', attachments: [] },
  ...{ visibility: 'everyone' as const, createdAt: n },
})
const shown = (id = conversationId) => withUnwritten(id, [])

test('a message is shown while it is written, as one that is not written yet', async () => {
  const written = Promise.withResolvers<string>()
  const done = showWhileWriting(message(1), () => written.promise)
  expect(shown()).toMatchObject([{ kind: 'pending', pending: { status: 'unwritten' } }])
  expect(shown(testId('conversation', 2))).toEqual([])
  written.resolve('')
  await done
  const stored = shown()
  expect(withUnwritten(conversationId, stored)).toBe(stored)
})

test('one that was read from the outbox and taken back is not shown again', async () => {
  await showWhileWriting(message(3), () => Promise.resolve())
  const stored = shown().filter(({ id }) => id === message(3).id)
  expect(stored).toHaveLength(1)
  readAsStored(stored)
  expect(shown().filter(({ id }) => id === message(3).id)).toEqual([])
})

test('one that could not be written is not shown any more', async () => {
  const before = shown().length
  await expect(
    showWhileWriting(message(2), () => Promise.reject(new Error('full'))),
  ).rejects.toThrow('full')
  expect(shown()).toHaveLength(before)
})
