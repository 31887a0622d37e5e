// @vitest-environment node
import Dexie from 'dexie'
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { conversationMessages } from '../queries/conversation-messages.ts'
import { listChanges } from '../queries/list-changes.ts'
import { searchMessages } from '../queries/search-messages.ts'
import { aConversation, aDraft, aMessage, RINA, SARI, TEAM, testId } from '../testing/builders.ts'

const FIRST = testId('conversation', 1)
const SECOND = testId('conversation', 2)

/** What of the database version 2 made that version 3 looks at. */
async function version2(name: string): Promise<void> {
  const old = new Dexie(name)
  old.version(2).stores({
    ...{ alerts: 'conversationId', drafts: 'conversationId', templateDrafts: 'templateId' },
    ...{ outbox: 'id, conversationId, account', meta: 'key' },
    readMarks: '[agentId+conversationId], conversationId',
  })
  const claim = { kind: 'reply', as: null, by: 'dead', until: 25_000 }
  const alert = { epoch: -1, seq: 3, kind: null, shown: null, unseen: false }
  await old.table('alerts').bulkAdd([
    { ...alert, conversationId: FIRST, claim },
    { ...alert, conversationId: SECOND, claim: null },
  ])
  await old.table('drafts').add(aDraft(FIRST, 'half written'))
  await old.table('meta').add({ key: 'account', value: { agent: RINA } })
  const mark = { conversationId: FIRST, seq: 1, customerCount: 1 }
  await old.table('readMarks').bulkAdd([
    { ...mark, agentId: RINA.id },
    { ...mark, agentId: SARI.id },
  ])
  old.close()
}

test('a draft outlives the update, and a claim to an alert says since when it is one', async () => {
  await version2('migrated-3')
  const db = new BatonDatabase('migrated-3')
  expect((await db.drafts.toArray()).map(({ texts }) => texts.everyone)).toEqual(['half written'])
  const claims = (await db.alerts.toArray()).map(({ claim }) => claim?.since ?? null)
  expect(claims).toEqual([15_000, null])
  expect(await db.setAside.count()).toBe(0)
  // What colleagues have read is theirs.
  expect((await db.readMarks.toArray()).map(({ agentId }) => agentId)).toEqual([RINA.id])
})

test('a copy of version 2 with a full outbox goes on as it is: shown, searched, sent, and known to be whole', async () => {
  const old = new Dexie('migrated-3-full')
  old.version(2).stores({
    ...{ meta: 'key', messages: 'id, [conversationId+seq]', textBlocks: '++n, full' },
    conversations: 'id, state, ownerId, rev, customer.id, *tags',
    ...{ listSnapshots: 'key', listNames: 'key', outbox: 'id, conversationId, account' },
    readMarks: '[agentId+conversationId], conversationId',
    ...{ agents: 'id', customers: 'id' },
  })
  await old.table('meta').bulkAdd([
    { key: 'account', value: { serverUrl: 'https://baton.test', agent: RINA, team: TEAM } },
    { key: 'cursor', value: { timeline: 't', rev: 7, horizon: 0 } },
  ])
  await old.table('conversations').bulkAdd([
    { ...aConversation(1, { lastSeq: 2 }), rev: 6 },
    { ...aConversation(2, { state: 'resolved' }), rev: 7 },
  ])
  await old.table('messages').bulkAdd([aMessage(1), aMessage(2)])
  const places = `${FIRST}:1\n${FIRST}:2`
  await old.table('textBlocks').add({ full: 0, texts: 'text 1\ntext 2', places })
  const queued = {
    ...{ conversationId: FIRST, epoch: 1, visibility: 'everyone', attachments: [], seenSeq: 1 },
    ...{ account: RINA.id, createdAt: 1, status: 'queued', notBefore: null, failure: null },
  }
  const outbox = Array.from({ length: 50 }, (_, n) => ({
    ...{ ...queued, id: testId('message', 100 + n), text: `unsent ${n}` },
  }))
  await old.table('outbox').bulkAdd(outbox)
  old.close()

  const db = new BatonDatabase('migrated-3-full')
  expect(await db.outbox.orderBy('id').toArray()).toEqual(outbox)
  expect((await listChanges(db, null, [])).heads.map(({ id }) => id)).toEqual([FIRST, SECOND])
  const { items, older } = await conversationMessages(db, FIRST, 60)
  expect([items.length, older]).toEqual([52, false])
  expect((await searchMessages(db, ['text'], 10)).map(({ seq }) => seq)).toEqual([2])
  expect(await db.conversations.where('lastSeq').above(1).primaryKeys()).toEqual([FIRST])
  // From version 2 every resolved conversation is here.
  expect((await db.meta.get('resolvedFrom'))?.value).toBe('end')
})
