// @vitest-environment node
import Dexie from 'dexie'
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { undoableMoves } from '../queries/undoable-moves.ts'
import { aConversation, RINA } from '../testing/builders.ts'

test('what a copy of version 4 holds stays, and what can be taken back is found in it from now on', async () => {
  const old = new Dexie('migrated-5')
  old.version(4).stores({
    conversations: 'id, state, ownerId, rev, customer.id, *tags, [state+updatedAt], lastSeq',
  })
  await old.table('conversations').bulkAdd([aConversation(1), aConversation(2)])
  old.close()

  const db = new BatonDatabase('migrated-5')
  expect(await db.conversations.count()).toBe(2)
  expect(await undoableMoves(db, RINA.id)).toEqual([])
  const undoable = { kind: 'resolve' as const, by: { id: RINA.id, name: RINA.name }, until: 9 }
  await db.conversations.put(aConversation(2, { undoable }))
  expect((await undoableMoves(db, RINA.id)).map(({ id }) => id)).toEqual([aConversation(2).id])
})
