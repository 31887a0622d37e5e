// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { sendMessage } from '../commands/send-message.ts'
import { saveDraft } from '../commands/save-draft.ts'
import { markRead } from '../commands/mark-read.ts'
import { aConversation, aDraft, aMessage, RINA, SARI, TEAM, testId } from '../testing/builders.ts'
import { conversationMessages } from './conversation-messages.ts'
import { getDraft } from './get-draft.ts'
import { getReadMark } from './get-read-mark.ts'
import { listAgentsWithLoad } from './list-agents-with-load.ts'
import { listRows } from './list-rows.ts'
import { taggedIds } from './tagged-ids.ts'

const FIRST = testId('conversation', 1)
let databases = 0

/** A copy in which Rina is signed in. */
async function startDatabase() {
  databases += 1
  const db = new BatonDatabase(`queries-${databases}`)
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  await db.agents.bulkPut([RINA, SARI])
  return db
}

async function withList() {
  const db = await startDatabase()
  const human = { state: 'human', epoch: 1 } as const
  await db.conversations.bulkPut([
    aConversation(1),
    aConversation(2, { state: 'waiting', waitingSince: 20 }),
    aConversation(3, { state: 'waiting', waitingSince: 10 }),
    aConversation(4, { ...human, ownerId: RINA.id }),
    aConversation(5, { ...human, ownerId: RINA.id, customerCount: 3 }),
    aConversation(6, { ...human, ownerId: SARI.id }),
    aConversation(7, { state: 'resolved' }),
  ])
  const mark = {
    agentId: RINA.id,
    conversationId: testId('conversation', 5),
    seq: 1,
    customerCount: 1,
  }
  await db.readMarks.bulkPut([mark, { ...mark, agentId: SARI.id, customerCount: 3 }])
  return db
}

test('the rows of the list say who holds them and what I have not read', async () => {
  const db = await withList()
  const ids = [5, 6, 99].map((n) => testId('conversation', n))
  const rows = [...(await listRows(db, ids)).values()]
  expect(rows.map(({ unread, ownerName }) => [unread, ownerName])).toEqual([
    [2, 'Rina'],
    [0, 'Sari'],
  ])
})

test('conversations with a tag are known by id, whatever else they are tagged with', async () => {
  const db = await withList()
  await db.conversations.bulkPut([
    aConversation(1, { tags: ['refund', 'vip'] }),
    aConversation(7, { state: 'resolved', tags: ['vip'] }),
  ])
  const [one, seven] = [1, 7].map((n) => testId('conversation', n))
  expect(await taggedIds(db, 'vip')).toEqual(new Set([one, seven]))
  expect(await taggedIds(db, 'refund')).toEqual(new Set([one]))
  expect(await taggedIds(db, 'vi')).toEqual(new Set())
})

test('agents to transfer to: available first, with how many they hold, without those who left', async () => {
  const db = await withList()
  await db.agents.bulkPut([
    { ...RINA, presence: 'away' },
    { ...SARI, id: testId('agent', 3), active: false },
  ])
  const agents = await listAgentsWithLoad(db)
  expect(agents.map(({ agent, holds }) => [agent.name, holds])).toEqual([
    ['Sari', 1],
    ['Rina', 2],
  ])
})

describe('the messages of a conversation', () => {
  async function withMessages(seqs: number[], lastSeq: number) {
    const db = await startDatabase()
    await db.conversations.put(aConversation(1, { lastSeq, customerCount: lastSeq }))
    await db.messages.bulkPut(seqs.map((n) => aMessage(n)))
    return db
  }
  const seqsOf = ({ items }: Awaited<ReturnType<typeof conversationMessages>>) =>
    items.map((item) => (item.kind === 'message' ? item.message.seq : item.pending.text))

  test('are the newest, oldest first, with more here', async () => {
    const page = await conversationMessages(await withMessages([1, 2, 3, 4], 4), FIRST, 2)
    expect([seqsOf(page), page.older, page.fetchBefore]).toEqual([[3, 4], true, null])
  })

  test('end at a hole, and are fetched from there', async () => {
    const page = await conversationMessages(await withMessages([1, 2, 5, 6], 6), FIRST, 50)
    expect([seqsOf(page), page.older, page.fetchBefore]).toEqual([[5, 6], true, 5])
  })

  test('are all there at the beginning', async () => {
    const page = await conversationMessages(await withMessages([1, 2], 2), FIRST, 2)
    expect([seqsOf(page), page.older, page.fetchBefore]).toEqual([[1, 2], false, null])
  })

  test('are fetched from the newest when none is here', async () => {
    const page = await conversationMessages(await withMessages([], 9), FIRST, 50)
    expect([seqsOf(page), page.older, page.fetchBefore]).toEqual([[], true, 10])
  })

  test('are followed by mine on their way, once', async () => {
    const db = await withMessages([1], 1)
    const intent = { conversationId: FIRST, epoch: 0, visibility: 'everyone' } as const
    await sendMessage(db, { ...intent, text: 'first' })
    const id = await sendMessage(db, { ...intent, text: 'second' })
    expect(seqsOf(await conversationMessages(db, FIRST, 50))).toEqual([1, 'first', 'second'])
    await db.messages.put(aMessage(2, { id }))
    expect(seqsOf(await conversationMessages(db, FIRST, 50))).toEqual([1, 2, 'first'])
  })
})

test('sending empties the draft with it, or not at all', async () => {
  const db = await startDatabase()
  const draft = { conversationId: FIRST, text: 'hello', visibility: 'everyone' } as const
  await saveDraft(db, aDraft(FIRST, 'hello'))
  await expect(sendMessage(db, { ...draft, epoch: 0, text: ' ' })).rejects.toThrow()
  expect((await getDraft(db, FIRST))?.texts.everyone).toBe('hello')
  await sendMessage(db, { ...draft, epoch: 0 })
  expect(await getDraft(db, FIRST)).toBeNull()
  expect(await db.outbox.count()).toBe(1)
})

test('reading counts what the customer wrote, and never goes back', async () => {
  const db = await startDatabase()
  await db.conversations.put(aConversation(1, { lastSeq: 3, customerCount: 2 }))
  await db.messages.bulkPut([aMessage(1), aMessage(2, { author: { kind: 'ai' } }), aMessage(3)])
  await markRead(db, FIRST, 2)
  expect(await getReadMark(db, FIRST)).toMatchObject({ seq: 2, customerCount: 1 })
  await markRead(db, FIRST, 99)
  await markRead(db, FIRST, 1)
  expect(await getReadMark(db, FIRST)).toMatchObject({ seq: 3, customerCount: 2 })
  expect((await db.unsentReads.get(FIRST))?.seq).toBe(3)
})
