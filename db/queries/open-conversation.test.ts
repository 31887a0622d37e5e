// @vitest-environment node
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { aConversation, aMessage, RINA, TEAM, testId } from '../testing/builders.ts'
import { conversationMessages, MESSAGES_PAGE } from './conversation-messages.ts'
import { openConversation } from './open-conversation.ts'

const FIRST = 12
const ID = testId('conversation', 1)

async function startDatabase(name: string, messages: number) {
  const db = new BatonDatabase(name)
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  await db.conversations.put(aConversation(1, { id: ID, lastSeq: messages }))
  const numbers = Array.from({ length: messages }, (_, n) => n + 1)
  await db.messages.bulkPut(numbers.map((n) => aMessage(n, { conversationId: ID, seq: n })))
  return db
}

function read(db: BatonDatabase, seq: number) {
  return db.readMarks.put({ agentId: RINA.id, conversationId: ID, seq, customerCount: 0 })
}

test('whatever the list knew of it, a conversation opens with its newest messages', async () => {
  const count = MESSAGES_PAGE * 3
  const db = await startDatabase('opening', count)
  await read(db, count - 1)
  const messages = await conversationMessages(db, ID, FIRST)
  expect(messages.items).toHaveLength(FIRST)
  for (const known of [undefined, count, count - 1, count - 70, 0]) {
    const opening = await openConversation(db, ID, RINA.id, FIRST, known)
    expect(opening?.messages).toEqual(messages)
    expect(opening?.readMark?.seq).toBe(count - 1)
    expect(opening?.conversation.lastSeq).toBe(count)
  }
})

test('with much unread it opens with a whole page, among which the first unread one is', async () => {
  const db = await startDatabase('opening-unread', MESSAGES_PAGE)
  await read(db, 10)
  const opening = await openConversation(db, ID, RINA.id, FIRST, MESSAGES_PAGE)
  expect(opening?.messages.items).toHaveLength(MESSAGES_PAGE)
})

test('one that is not in this copy opens with nothing', async () => {
  const db = await startDatabase('opening-nothing', 1)
  expect(await openConversation(db, testId('conversation', 9), RINA.id, FIRST, 5)).toBeNull()
})
