// @vitest-environment node
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { aConversation, aMessage, RINA, TEAM, testId } from '../testing/builders.ts'
import { conversationMessages, MESSAGES_PAGE } from './conversation-messages.ts'
import { openConversation } from './open-conversation.ts'

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

test('whatever the list knew of it, a conversation opens with its newest messages', async () => {
  const count = MESSAGES_PAGE * 3
  const db = await startDatabase('opening', count)
  await db.readMarks.put({ agentId: RINA.id, conversationId: ID, seq: 7, customerCount: 3 })
  const messages = await conversationMessages(db, ID, MESSAGES_PAGE)
  expect(messages.items).toHaveLength(MESSAGES_PAGE)
  for (const known of [undefined, count, count - 1, count - 70, 0]) {
    const opening = await openConversation(db, ID, RINA.id, known)
    expect(opening?.messages).toEqual(messages)
    expect(opening?.readMark?.seq).toBe(7)
    expect(opening?.conversation.lastSeq).toBe(count)
  }
})

test('one that is not in this copy opens with nothing', async () => {
  const db = await startDatabase('opening-nothing', 1)
  expect(await openConversation(db, testId('conversation', 9), RINA.id, 5)).toBeNull()
})
