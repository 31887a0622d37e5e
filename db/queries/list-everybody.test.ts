import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { aConversation } from '../../tests/support/rows.ts'
import { listEverybody } from './list-everybody.ts'

test('who said something last comes first, and what is resolved comes last', async () => {
  const db = new BatonDatabase('list-everybody')
  const [old, fresh, done] = [
    aConversation({ state: 'ai', createdAt: 1, lastMessage: null }),
    aConversation({ state: 'waiting', createdAt: 2, lastMessage: null }),
    aConversation({ state: 'resolved', createdAt: 3, lastMessage: null }),
  ]
  await db.conversations.bulkPut([done, old, fresh])
  expect((await listEverybody(db)).map(({ id }) => id)).toEqual([fresh.id, old.id, done.id])
})
