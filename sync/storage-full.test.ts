// @vitest-environment node
import type { DBCore } from 'dexie'
import { expect, test } from 'vitest'
import { shownConnection } from '../components/live/useSession.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { aConversation } from '../db/testing/builders.ts'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

/** A world whose disk is full for these tables from the moment it is said until it is taken back. */
function onSmallDisk() {
  const world = new World()
  const disk = { isFullFor: (_table: string) => false }
  const refuse = (core: DBCore): DBCore => ({
    ...core,
    table: (name) => {
      const table = core.table(name)
      return {
        ...table,
        mutate: (request) =>
          disk.isFullFor(name) && (request.type === 'add' || request.type === 'put')
            ? Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError'))
            : table.mutate(request),
      }
    },
  })
  world.db.use({ stack: 'dbcore', name: 'small disk', create: refuse })
  world.server.commit({ kind: 'conversation', value: aConversation(1) })
  const shown = async () => shownConnection(await getConnection(world.db), world.full)?.status
  return { world, disk, shown }
}

/** Lets the next tries come, one after another, until something is so. */
async function retriesUntil(world: World, isSo: () => Promise<boolean>) {
  await expect
    .poll(async () => {
      world.pass(15_000)
      return isSo()
    })
    .toBe(true)
}

const isLive = (world: World) => async () => (await getConnection(world.db)).status === 'live'

test.each([
  ['for messages alone', (table: string) => table === 'messages'],
  ['for everything', () => true],
])(
  'a disk that is full %s is shown until there is room, and nothing is missed',
  async (_, full) => {
    const { world, disk, shown } = onSmallDisk()
    await world.live()
    disk.isFullFor = full
    for (let n = 0; n < 3; n++) {
      world.line.tell('changed', world.server.say(FIRST, { kind: 'customer' }))
    }
    await expect.poll(shown).toBe('full')
    const tries = world.logged.length
    await retriesUntil(world, () => Promise.resolve(world.logged.length > tries + 2))
    expect(await shown()).toBe('full')
    disk.isFullFor = () => false
    await retriesUntil(world, isLive(world))
    await expect.poll(shown).toBe('live')
    expect(await world.db.messages.count()).toBe(3)
    expect((await getCursor(world.db))?.rev).toBe(world.server.rev)
  },
)

test('a disk that is full at the first sign-in is said, and the team comes once there is room', async () => {
  const { world, disk, shown } = onSmallDisk()
  disk.isFullFor = (table) => table !== 'meta'
  expect((await world.sync.ensureConnected()).ok).toBe(true)
  await expect.poll(shown).toBe('full')
  disk.isFullFor = () => false
  await retriesUntil(world, isLive(world))
  await expect.poll(shown).toBe('live')
  expect(await world.db.conversations.count()).toBe(1)
})

test('a take-over for which nothing can be stored says that, and not that the line is down', async () => {
  const { world, disk } = onSmallDisk()
  await world.live()
  world.kill()
  disk.isFullFor = () => true
  const answer = await world.sync.ask('conversation:take-over', { conversationId: FIRST, epoch: 0 })
  expect(answer).toEqual({ ok: false, error: { code: 'not-stored' } })
})

test('a line that is down is said as that, and the full disk when it is back', async () => {
  const { world, disk, shown } = onSmallDisk()
  await world.live()
  disk.isFullFor = (table) => table === 'messages'
  world.line.tell('changed', world.server.say(FIRST, { kind: 'customer' }))
  await expect.poll(shown).toBe('full')
  world.line.up = false
  await retriesUntil(world, async () => (await shown()) === 'offline')
  world.line.up = true
  await retriesUntil(world, async () => (await shown()) === 'full')
})

test('a worker that starts once there is room takes back what the last one said', async () => {
  const { world, disk } = onSmallDisk()
  await world.live()
  disk.isFullFor = (table) => table === 'messages'
  world.line.tell('changed', world.server.say(FIRST, { kind: 'customer' }))
  await expect.poll(() => world.full).toBe(true)
  world.kill()
  disk.isFullFor = () => false
  await world.live()
  await expect.poll(() => world.full).toBe(false)
})
