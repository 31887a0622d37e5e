// @vitest-environment node
import { expect, test } from 'vitest'
import { fc } from '../tests/support/property.ts'
import { BatonDatabase } from './database.ts'
import { KeptMessages } from './kept-messages.ts'
import { conversationMessages } from './queries/conversation-messages.ts'
import { aConversation, aMessage, testId } from './testing/builders.ts'

const ID = testId('conversation', 1)
const messages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) =>
    aMessage(from + n, { seq: from + n, conversationId: ID }),
  )

async function startDatabase(name: string, count: number) {
  const db = new BatonDatabase(name)
  await db.conversations.put(aConversation(1, { lastSeq: count }))
  await db.messages.bulkPut(messages(1, count))
  return db
}

test('a change in a long conversation reads its end, and keeps every other object', async () => {
  const db = await startDatabase('kept-long', 1_000)
  const kept = new KeptMessages()
  const before = await conversationMessages(db, ID, 1_000, undefined, kept)
  await db.messages.bulkPut(messages(1_001, 1_001))
  await db.conversations.update(ID, { lastSeq: 1_001 })
  let read = 0
  db.messages.hook('reading', (row) => {
    read += 1
    return row
  })
  const after = await conversationMessages(db, ID, 1_000, undefined, kept)
  expect(read).toBeLessThan(100)
  expect(after.items).toHaveLength(1_000)
  const objects = new Set(before.items.map((item) => item.kind === 'message' && item.message))
  const fresh = after.items.filter((item) => item.kind === 'message' && !objects.has(item.message))
  expect(fresh.map(({ id }) => id)).toEqual([testId('message', 1_001)])
})

let databases = 0

test('whatever comes, goes and is scrolled to, what was kept changes no answer', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('come' as const), n: fc.integer({ min: 1, max: 120 }) }),
    fc.record({ kind: fc.constant('skip' as const), n: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant('back' as const), n: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ kind: fc.constant('scroll' as const), n: fc.integer({ min: 1, max: 90 }) }),
    fc.record({ kind: fc.constant('empty' as const), n: fc.constant(0) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      databases += 1
      const db = await startDatabase(`kept-${databases}`, 60)
      const kept = new KeptMessages()
      let lastSeq = 60
      let limit = 50
      for (const { kind, n } of steps) {
        if (kind === 'come') await db.messages.bulkPut(messages(lastSeq + 1, lastSeq + n))
        if (kind === 'come' || kind === 'skip') lastSeq += n
        if (kind === 'scroll') limit += n
        if (kind === 'empty') lastSeq = 0
        if (kind === 'back') lastSeq = Math.max(0, lastSeq - n)
        await db.messages
          .where('seq')
          .above(lastSeq)
          .delete()
          .catch(() => undefined)
        await db.messages.filter(({ seq }) => seq > lastSeq).delete()
        await db.conversations.update(ID, { lastSeq })
        const told = await conversationMessages(db, ID, limit, undefined, kept)
        expect(told).toEqual(await conversationMessages(db, ID, limit))
      }
      db.close()
    }),
    { numRuns: 30 },
  )
})
