// @vitest-environment node
import { expect, test } from 'vitest'
import { packList } from '../commands/pack-list.ts'
import { putConversations } from '../commands/put-conversations.ts'
import { BatonDatabase } from '../database.ts'
import { aConversation, RINA, SARI, TEAM } from '../testing/builders.ts'
import { listRows } from './list-rows.ts'
import { openPanel } from './open-panel.ts'

const ALL = { filter: 'all' } as const

test('what a panel is first painted with is what its queries say later', async () => {
  const db = new BatonDatabase('open-panel')
  const account = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  const write = (...conversations: Parameters<typeof putConversations>[1][number][]) =>
    db.transaction('rw', [db.meta, db.conversations], async () => {
      await putConversations(db, conversations)
    })
  await db.meta.bulkPut([
    { key: 'account', value: account },
    { key: 'connection', value: { status: 'live' } },
  ])
  await db.agents.bulkPut([RINA, SARI])
  await write(
    aConversation(1),
    aConversation(2, { state: 'human', ownerId: SARI.id }),
    aConversation(3, { state: 'human', ownerId: RINA.id, customerCount: 2 }),
  )
  await packList(db, 1)
  // Later than what the panel starts from.
  await write(aConversation(4, { state: 'waiting', waitingSince: 1 }))

  const opening = await openPanel(db, ALL, 3)
  const ids = [4, 3, 1, 2].map((n) => aConversation(n).id)
  expect(opening.index.ids(ALL, opening.readCounts)).toEqual(ids)
  expect(opening.account).toEqual(account)
  expect(opening.connection).toEqual({ status: 'live' })
  expect(opening.position).toMatchObject({ me: RINA.id, rev: 2 })
  expect([...opening.rows]).toEqual([...(await listRows(db, ids.slice(0, 3)))])
  expect(opening.rows.size).toBe(3)
})

test('with nobody signed in there is nothing to show', async () => {
  const opening = await openPanel(new BatonDatabase('open-panel-empty'), ALL, 3)
  expect(opening.account).toBeNull()
  expect(opening.connection).toEqual({ status: 'signed-out', reason: 'never' })
  expect(opening.rows.size).toBe(0)
})
