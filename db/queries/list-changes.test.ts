// @vitest-environment node
import { headOf } from '@baton/domain/list-head.ts'
import { ListIndex } from '@baton/domain/list-index.ts'
import { LIST_FILTERS } from '@baton/domain/list-order.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { fc } from '../../tests/support/property.ts'
import { expect, test } from 'vitest'
import { packList } from '../commands/pack-list.ts'
import { putConversations } from '../commands/put-conversations.ts'
import { BatonDatabase } from '../database.ts'
import { aConversation, RINA, SARI, TEAM } from '../testing/builders.ts'
import { listChanges, type ListPosition } from './list-changes.ts'

let databases = 0

/** A copy in which Rina is signed in. */
async function startDatabase() {
  databases += 1
  const db = new BatonDatabase(`list-${databases}`)
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  return db
}

async function write(db: BatonDatabase, conversations: Conversation[]) {
  await db.transaction('rw', [db.meta, db.conversations], async () => {
    await putConversations(db, conversations)
  })
}

/** What a panel does: reads what changed since it last looked, and keeps the order. */
function panel(db: BatonDatabase) {
  let index = new ListIndex('')
  let known: ListPosition | null = null
  return async () => {
    const now = await listChanges(db, known, index.mine())
    if (now.whole) index = new ListIndex(now.position.me, now.packed)
    index.apply(now.heads)
    known = now.position
    return { read: now.heads.length, order: orderOf(index, now.readCounts) }
  }
}

function orderOf(index: ListIndex, readCounts: ReadonlyMap<string, number>) {
  return LIST_FILTERS.map((filter) => index.ids({ filter }, readCounts))
}

const anyConversation = fc
  .record({
    n: fc.nat({ max: 25 }),
    state: fc.constantFrom(
      'ai' as const,
      'waiting' as const,
      'resolved' as const,
      'human' as const,
    ),
    owner: fc.constantFrom(RINA.id, SARI.id),
    at: fc.nat({ max: 5 }),
    customerCount: fc.nat({ max: 2 }),
  })
  .map(({ n, state, owner, at, customerCount }) =>
    aConversation(n, {
      ...{ state, createdAt: at, customerCount },
      ownerId: state === 'human' ? owner : null,
      waitingSince: state === 'waiting' ? at : null,
    }),
  )

test('read change by change, from a snapshot or not, the list is what all rows sorted would be', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.array(anyConversation, { maxLength: 6 }), fc.boolean()), {
        minLength: 1,
        maxLength: 8,
      }),
      async (batches) => {
        const db = await startDatabase()
        const old = panel(db)
        for (const [conversations, pack] of batches) {
          await write(db, conversations)
          if (pack) await packList(db, 1)
          const all = new ListIndex(RINA.id)
          all.apply((await db.conversations.toArray()).map(headOf))
          const expected = orderOf(all, new Map())
          expect((await old()).order).toEqual(expected)
          expect((await panel(db)()).order).toEqual(expected)
        }
        db.close()
      },
    ),
    { numRuns: 40 },
  )
})

test('a change of one conversation reads that one', async () => {
  const db = await startDatabase()
  await write(db, [aConversation(1), aConversation(2), aConversation(3)])
  const look = panel(db)
  expect((await look()).read).toBe(3)
  await write(db, [aConversation(2, { state: 'resolved' })])
  expect((await look()).read).toBe(1)
  expect((await look()).read).toBe(0)
})

test('a copy that was dropped is read anew, and so is one with another agent', async () => {
  const db = await startDatabase()
  await write(db, [aConversation(1), aConversation(2, { state: 'human', ownerId: RINA.id })])
  await packList(db, 1)
  const look = panel(db)
  const before = (await look()).order
  expect(before[2]).toHaveLength(1)
  const value = { serverUrl: 'https://baton.test', agent: SARI, team: TEAM }
  await db.meta.put({ key: 'account', value })
  const [all, , mine, , others] = (await look()).order
  expect([all?.length, mine?.length, others?.length]).toEqual([2, 0, 1])

  await db.conversations.clear()
  await db.meta.bulkPut([{ key: 'copy', value: 'another' }])
  await write(db, [aConversation(7)])
  expect((await look()).order[0]).toEqual([aConversation(7).id])
})
