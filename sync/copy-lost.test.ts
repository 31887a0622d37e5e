// @vitest-environment node
import { expect, test } from 'vitest'
import { getAccount } from '../db/queries/get-account.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import { aConversation, aMessage, RINA, SARI } from '../db/testing/builders.ts'
import { World } from './testing/world.ts'
import { LOOK_AT_COPY_MS } from './watch-copy.ts'

/** The extension with two conversations, live. */
async function startWorld() {
  const world = new World()
  world.server.commit({ kind: 'agent', value: RINA }, { kind: 'agent', value: SARI })
  for (const n of [1, 2]) world.server.commit({ kind: 'conversation', value: aConversation(n) })
  world.server.commit({ kind: 'message', value: aMessage(1) })
  await world.live()
  return world
}

/** Time passes until the copy is what the server has. */
async function filledAnew(world: World): Promise<void> {
  const isThere = async () => {
    world.pass(LOOK_AT_COPY_MS)
    const [account, connection, conversations, messages, agents] = await Promise.all([
      getAccount(world.db),
      getConnection(world.db),
      world.db.conversations.count(),
      world.db.messages.count(),
      world.db.agents.count(),
    ])
    return [account?.agent.id, connection.status, conversations, messages, agents]
  }
  await expect.poll(isThere, { timeout: 15_000 }).toEqual([RINA.id, 'live', 2, 1, 2])
}

const losses: [string, (world: World) => Promise<unknown>][] = [
  ['deleted by this context', ({ db }) => db.delete({ disableAutoOpen: false })],
  [
    'deleted from outside',
    ({ db }) => {
      const { name } = db
      const asked = indexedDB.deleteDatabase(name)
      return new Promise((resolve, reject) => {
        asked.onsuccess = resolve
        asked.onerror = reject
      })
    },
  ],
  ['emptied', ({ db }) => Promise.all(db.tables.map((table) => table.clear()))],
  ['left without what it knows of itself', ({ db }) => db.meta.clear()],
  ['left without conversations', ({ db }) => db.conversations.clear()],
  ['left without agents', ({ db }) => db.agents.clear()],
]

test.each(losses)('a copy that is %s under a good line is filled anew', async (_how, lose) => {
  const world = await startWorld()
  await lose(world)
  await filledAnew(world)
})

test('a copy in which nothing is missing is left alone', async () => {
  const world = await startWorld()
  const { dials } = world.line
  for (let look = 0; look < 5; look += 1) {
    world.pass(LOOK_AT_COPY_MS)
    await world.db.meta.count()
  }
  expect(world.line.dials).toBe(dials)
})

test('what comes before the loss is noticed is not taken for the whole', async () => {
  const world = await startWorld()
  await world.db.delete({ disableAutoOpen: false })
  world.line.tell('changed', world.server.commit({ kind: 'agent', value: RINA }))
  await filledAnew(world)
})

test('starting over makes a new database, and fills it', async () => {
  const world = await startWorld()
  expect(await world.sync.startOver()).toBe(true)
  await filledAnew(world)
})
