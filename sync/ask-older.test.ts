// @vitest-environment node
import { expect, test } from 'vitest'
import { putConversations } from '../db/commands/put-conversations.ts'
import { removeConversations, tablesOfRemoval } from '../db/commands/remove-conversations.ts'
import { conversationMessages } from '../db/queries/conversation-messages.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { getResolvedFrom } from '../db/queries/get-resolved-from.ts'
import { aConversation, RINA, testId } from '../db/testing/builders.ts'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

/** A world whose copy has let go of its resolved conversations, `count` of them, as after a long time. */
async function forgetful(count: number): Promise<World> {
  const world = new World()
  for (let n = 1; n <= count; n++) {
    world.server.commit({
      kind: 'conversation',
      value: aConversation(n, { state: 'resolved', updatedAt: n }),
    })
    world.server.say(testId('conversation', n), { kind: 'customer' })
  }
  await world.live()
  const { db } = world
  const ids = world.server.conversations().map(({ id }) => id)
  await db.transaction('rw', tablesOfRemoval(db), async () => {
    await removeConversations(db, ids, RINA.id)
  })
  return world
}

test('a conversation that is asked for is here with its messages, and the cursor stays', async () => {
  const world = await forgetful(3)
  const before = await getCursor(world.db)
  expect(await world.sync.older.conversation({ conversationId: FIRST })).toEqual({
    ok: true,
    data: {},
  })
  const { items, older } = await conversationMessages(world.db, FIRST, 50)
  expect([items.length, older]).toEqual([1, false])
  expect(await getCursor(world.db)).toEqual(before)
})

test('one that is nowhere is said to be nowhere, and offline is said to be offline', async () => {
  const world = await forgetful(1)
  const nowhere = { conversationId: testId('conversation', 99) }
  expect(await world.sync.older.conversation(nowhere)).toMatchObject({
    error: { code: 'not-found' },
  })
  world.line.up = false
  world.line.cut()
  expect(await world.sync.older.conversation(nowhere)).toMatchObject({ error: { code: 'offline' } })
})

test('page after page all resolved ones come, once, and then it is known that these are all', async () => {
  const world = await forgetful(120)
  const pages = [await world.sync.older.resolved(), await world.sync.older.resolved()]
  expect(pages.map((page) => page.ok && page.data.next !== null)).toEqual([true, true])
  expect(await world.db.conversations.count()).toBe(100)
  // Two panels that ask at once get one page.
  await Promise.all([world.sync.older.resolved(), world.sync.older.resolved()])
  expect(await world.db.conversations.count()).toBe(120)
  expect(await getResolvedFrom(world.db)).toBe('end')
  const asked = world.line.asked.filter(({ event }) => event === 'conversations:older')
  expect(asked).toHaveLength(3)
  await world.sync.older.resolved()
  expect(world.line.asked.filter(({ event }) => event === 'conversations:older')).toHaveLength(3)
})

test('an answer that is older than what is here changes nothing of it', async () => {
  const world = await forgetful(2)
  const newer = aConversation(1, { state: 'waiting', waitingSince: 5, lastSeq: 1, updatedAt: 9 })
  world.line.fateOf = (event) => {
    if (event === 'conversation:get') void put()
    return 'answered'
  }
  const put = () =>
    world.db.transaction('rw', [world.db.meta, world.db.conversations], async () => {
      await putConversations(world.db, [newer])
    })
  await world.sync.older.conversation({ conversationId: FIRST })
  expect(await world.db.conversations.get(FIRST)).toMatchObject({ state: 'waiting', updatedAt: 9 })
})

test('what was asked for before the copy was dropped is not put into the new one', async () => {
  const world = await forgetful(2)
  world.line.fateOf = (event) => {
    if (event === 'conversation:get') void world.db.meta.put({ key: 'copy', value: 'another' })
    return 'answered'
  }
  await world.sync.older.conversation({ conversationId: FIRST })
  expect(await world.db.conversations.count()).toBe(0)
})
