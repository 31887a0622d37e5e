// @vitest-environment node
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { aConversation, RINA, SARI, TEAM } from '../testing/builders.ts'
import { badgeFacts } from './badge-facts.ts'
import { listRows } from './list-rows.ts'

test('a nudge counts on the badge with what is mine and stands in its row, until I have read it', async () => {
  const db = new BatonDatabase('nudges')
  const serverUrl = 'https://baton.test'
  await db.meta.bulkPut([
    { key: 'account', value: { serverUrl, agent: RINA, team: TEAM } },
    { key: 'connection', value: { status: 'live' } },
  ])
  const by = { id: SARI.id, name: SARI.name }
  const mine = aConversation(1, {
    ...{ state: 'human', ownerId: RINA.id, lastSeq: 4 },
    nudges: [{ by, ownerId: RINA.id, at: 1, seq: 4 }],
  })
  await db.conversations.put(mine)
  const shown = async () => {
    const row = (await listRows(db, [mine.id])).get(mine.id)
    return [(await badgeFacts(db, true)).mineUnread, row?.nudgedBy]
  }
  const read = (seq: number) =>
    db.readMarks.put({ agentId: RINA.id, conversationId: mine.id, seq, customerCount: 0 })
  await read(3)
  expect(await shown()).toEqual([1, SARI.name])
  expect((await badgeFacts(db, false)).mineUnread).toBe(0)
  await read(4)
  expect(await shown()).toEqual([0, undefined])
  // One who got it since was not nudged.
  await read(3)
  await db.conversations.put({ ...mine, nudges: [{ by, ownerId: 'before', at: 1, seq: 4 }] })
  expect(await shown()).toEqual([0, undefined])
})
