// @vitest-environment node
import Dexie from 'dexie'
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { aConversation, aMessage, RINA, SARI, TEAM, testId } from '../testing/builders.ts'

const FIRST = testId('conversation', 1)
const SECOND = testId('conversation', 2)

/** The database as version 1 made it. */
async function version1(name: string): Promise<void> {
  const old = new Dexie(name)
  old.version(1).stores({
    conversations: 'id, state',
    messages: 'id, [conversationId+seq]',
    agents: 'id',
    templates: 'id',
    readMarks: '[agentId+conversationId], conversationId',
    unsentReads: 'conversationId',
    outbox: 'id, conversationId, account',
    drafts: 'conversationId',
    replies: 'conversationId',
    typing: 'key, conversationId',
    meta: 'key',
  })
  await old.table('conversations').add(aConversation(1))
  await old.table('messages').add(aMessage(1))
  await old.table('agents').add(SARI)
  await old.table('meta').bulkAdd([
    { key: 'account', value: { serverUrl: 'https://baton.test', agent: RINA, team: TEAM } },
    { key: 'cursor', value: { timeline: 't', rev: 7, horizon: 0 } },
  ])
  const queued = {
    conversationId: FIRST,
    epoch: 1,
    visibility: 'everyone',
    account: RINA.id,
    createdAt: 1,
    seenSeq: 1,
    failure: null,
  }
  await old.table('outbox').bulkAdd([
    { ...queued, id: testId('message', 8), text: 'not sent yet', status: 'queued' },
    { ...queued, id: testId('message', 9), text: 'the server has it', status: 'sent' },
  ])
  await old.table('drafts').bulkAdd([
    { conversationId: FIRST, text: 'a reply', visibility: 'everyone', updatedAt: 5 },
    { conversationId: SECOND, text: 'a note', visibility: 'team', updatedAt: 6 },
  ])
  await old.table('unsentReads').add({ conversationId: FIRST, seq: 1, account: RINA.id })
  old.close()
}

test('what the agent wrote outlives the update; what the server tells again is pulled anew', async () => {
  await version1('migrated')
  const db = new BatonDatabase('migrated')
  const counts = await Promise.all(
    [db.conversations, db.messages, db.agents].map((table) => table.count()),
  )
  expect(counts).toEqual([0, 0, 0])
  expect(await db.meta.get('cursor')).toBeUndefined()
  expect(await db.meta.get('account')).toBeDefined()
  expect(await db.unsentReads.count()).toBe(1)
  expect(await db.outbox.toArray()).toEqual([
    expect.objectContaining({
      text: 'not sent yet',
      status: 'queued',
      notBefore: null,
      attachments: [],
    }),
  ])
  expect(await db.drafts.toArray()).toEqual([
    {
      conversationId: FIRST,
      texts: { everyone: 'a reply', team: '' },
      visibility: 'everyone',
      attachments: [],
      returned: [],
      writtenWith: null,
      alongside: null,
      updatedAt: 5,
    },
    {
      conversationId: SECOND,
      texts: { everyone: '', team: 'a note' },
      visibility: 'team',
      attachments: [],
      returned: [],
      writtenWith: null,
      alongside: null,
      updatedAt: 6,
    },
  ])
})
