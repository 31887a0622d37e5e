// @vitest-environment node
import { expect, test } from 'vitest'
import { putConversations } from '../db/commands/put-conversations.ts'
import { putMessages } from '../db/commands/put-messages.ts'
import { saveDraft } from '../db/commands/save-draft.ts'
import type { BatonDatabase } from '../db/database.ts'
import { copyBytes } from '../db/queries/copy-bytes.ts'
import { getResolvedFrom } from '../db/queries/get-resolved-from.ts'
import { noteOpened } from '../db/commands/note-opened.ts'
import { aConversation, aDraft, aMessage, RINA, testId } from '../db/testing/builders.ts'
import { Housekeeping } from './housekeeping.ts'
import { World } from './testing/world.ts'

const DAY = 86_400_000

/** Conversations, ten messages each, in the order of their numbers; changed so many days ago. */
async function fill(db: BatonDatabase, days: readonly number[], now: number): Promise<void> {
  const tables = [db.meta, db.conversations, db.messages, db.textBlocks, db.customers]
  await db.transaction('rw', tables, async () => {
    await putConversations(
      db,
      days.map((ago, n) =>
        aConversation(n, { state: 'resolved', lastSeq: 10, updatedAt: now - ago * DAY }),
      ),
    )
    for (const n of days.keys()) {
      const conversationId = testId('conversation', n)
      await putMessages(
        db,
        Array.from({ length: 10 }, (_, at) =>
          aMessage(n * 10 + at, { conversationId, seq: at + 1, text: `needle ${n}` }),
        ),
      )
    }
  })
}

function keeper(world: World, isQuiet = () => true, bytesMax?: number): Housekeeping {
  world.clock = 1_000 * DAY
  return new Housekeeping(world.deps(), isQuiet, bytesMax)
}

const here = (db: BatonDatabase) => db.conversations.orderBy('id').primaryKeys()
const ids = (...numbers: number[]) => numbers.map((n) => testId('conversation', n))

test('what the team keeps for 90 days leaves after them, but for what is unsent, alerting, open or was opened lately', async () => {
  const world = new World()
  const { db } = world
  const housekeeping = keeper(world)
  const now = world.clock
  await fill(db, [1, 89, 91, 91, 91, 91, 91, 400], now)
  await saveDraft(db, aDraft(testId('conversation', 3), 'half written'))
  await noteOpened(db, testId('conversation', 4), now - DAY)
  const alert = {
    epoch: -1,
    seq: 1,
    kind: 'reply',
    shown: null,
    unseen: true,
    claim: null,
  } as const
  await db.alerts.put({ ...alert, conversationId: testId('conversation', 5) })
  await db.conversations.update(testId('conversation', 6), { state: 'ai' })
  await housekeeping.look()
  expect(await here(db)).toEqual(ids(0, 1, 3, 4, 5, 6))
  const places = (await db.textBlocks.toArray()).flatMap(({ places }) => places.split('\n'))
  const said = new Set(places.map((place) => place.split(':')[0]))
  expect(said).toEqual(new Set(ids(0, 1, 3, 4, 5, 6)))
  expect(await db.messages.count()).toBe(60)
})

test('the list is asked of the server from where the newest went', async () => {
  const world = new World()
  const housekeeping = keeper(world)
  await fill(world.db, [1, 100, 200], world.clock)
  await world.db.meta.put({ key: 'resolvedFrom', value: 'end' })
  await housekeeping.look()
  const from = await getResolvedFrom(world.db)
  expect(from).toEqual({
    at: world.clock - 100 * DAY + 1,
    id: '00000000-0000-0000-0000-000000000000',
  })
})

test('a copy that is too large loses its oldest resolved ones before their time, and what is open stays', async () => {
  const world = new World()
  const { db } = world
  const now = 1_000 * DAY
  await fill(
    db,
    Array.from({ length: 60 }, (_, n) => 60 - n),
    now,
  )
  await db.conversations.update(testId('conversation', 0), { state: 'human', ownerId: RINA.id })
  const most = (await copyBytes(db)) / 2
  await keeper(world, () => true, most).look()
  expect(await copyBytes(db)).toBeLessThanOrEqual(most)
  const left = await here(db)
  expect(left).toContain(testId('conversation', 0))
  // The newest are what is left of the others, all of them.
  expect(left.slice(1)).toEqual(
    ids(...Array.from({ length: 60 }, (_, n) => n)).slice(1 - left.length),
  )
})

test('a conversation of thousands keeps its newest two thousand, unless somebody reads in it', async () => {
  const world = new World()
  const { db } = world
  const housekeeping = keeper(world)
  const id = testId('conversation', 1)
  const tables = [db.meta, db.conversations, db.messages, db.textBlocks]
  await db.transaction('rw', tables, async () => {
    await putConversations(db, [aConversation(1, { lastSeq: 3_000, updatedAt: world.clock })])
    const all = Array.from({ length: 3_000 }, (_, n) => aMessage(n + 1))
    await putMessages(db, all)
  })
  await noteOpened(db, id, world.clock - 1_000)
  await housekeeping.look()
  expect(await db.messages.count()).toBe(3_000)
  world.clock += DAY
  await housekeeping.look()
  const kept = await db.messages
    .where('[conversationId+seq]')
    .between([id, 0], [id, 9_999])
    .toArray()
  expect([kept.length, kept[0]?.seq]).toEqual([2_000, 1_001])
})

test('it stops for whoever is to be served, and the next one goes on from there', async () => {
  const world = new World()
  const { db } = world
  let slices = 3
  const housekeeping = keeper(world, () => (slices -= 1) >= 0)
  await fill(
    db,
    Array.from({ length: 200 }, () => 100),
    world.clock,
  )
  await housekeeping.look()
  const left = await db.conversations.count()
  expect(left).toBeGreaterThan(0)
  await keeper(world).look()
  expect(await db.conversations.count()).toBe(0)
  expect(await db.textBlocks.count()).toBe(0)
  expect(await db.meta.get('sweep')).toBeUndefined()
})

test(
  'while the line stays good what comes is tidied all the same',
  { timeout: 60_000 },
  async () => {
    const world = new World()
    for (let n = 1; n <= 5; n++) {
      world.server.commit({ kind: 'conversation', value: aConversation(n) })
    }
    await world.live()
    for (let n = 0; n < 400; n++) {
      const changed = world.server.say(testId('conversation', 1 + (n % 5)), { kind: 'customer' })
      if (changed) world.line.announce(changed)
      // One by one, as they come in a day: each is stored in a transaction of its own.
      await world.until(
        () => world.db.messages.count(),
        (count) => count === n + 1,
      )
    }
    const small = () => world.db.textBlocks.where('full').equals(0).count()
    await world.until(small, (count) => count < 130)
    expect(await world.db.messages.count()).toBe(400)
    expect(world.logged).toEqual([])
  },
)
