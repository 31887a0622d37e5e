import Dexie from 'dexie'
import { expect, test } from 'vitest'
import type { OutboxRow } from './rows.ts'
import { BatonDatabase } from './database.ts'
import { aConversation, aMessage, RINA, testId } from './testing/builders.ts'

const VERSION_1 = {
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
}

test('a database of version 1 keeps what the agent wrote, and pulls the rest anew', async () => {
  const old = new Dexie('upgraded')
  old.version(1).stores(VERSION_1)
  const conversation = aConversation(1)
  const account = { serverUrl: 'https://baton.test', agent: RINA, team: { id: RINA.id, name: 'N' } }
  const draft = {
    conversationId: conversation.id,
    text: 'hel',
    visibility: 'everyone',
    updatedAt: 1,
  }
  const queued: Omit<OutboxRow, 'attachments'> = {
    ...{ id: testId('message', 8), conversationId: conversation.id, epoch: 1, text: 'hello' },
    ...{ visibility: 'everyone', account: RINA.id, createdAt: 1, seenSeq: 1 },
    ...{ status: 'queued', failure: null },
  }
  await old.table('conversations').add(conversation)
  await old.table('messages').add(aMessage(1))
  await old.table('agents').add(RINA)
  await old.table('meta').bulkAdd([
    { key: 'cursor', value: { timeline: 'old', rev: 7, horizon: 0 } },
    { key: 'account', value: account },
  ])
  await old.table('drafts').add(draft)
  await old
    .table('outbox')
    .bulkAdd([queued, { ...queued, id: testId('message', 9), status: 'sent' }])
  old.close()

  const db = new BatonDatabase('upgraded')
  expect(await db.conversations.count()).toBe(0)
  expect(await db.messages.count()).toBe(0)
  expect(await db.agents.count()).toBe(0)
  expect(await db.meta.toArray()).toEqual([{ key: 'account', value: account }])
  expect(await db.drafts.toArray()).toEqual([{ ...draft, attachments: [] }])
  expect(await db.outbox.toArray()).toEqual([{ ...queued, attachments: [] }])
})
