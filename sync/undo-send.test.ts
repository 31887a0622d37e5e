// @vitest-environment node
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { expect, test } from 'vitest'
import { sendMessage } from '../db/commands/send-message.ts'
import { undoSend } from '../db/commands/undo-send.ts'
import { getDraft } from '../db/queries/get-draft.ts'
import { aConversation, RINA, TEAM } from '../db/testing/builders.ts'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

const UNDO_MS = 5_000

async function startWorld() {
  const world = new World()
  const held = aConversation(1, { state: 'human', ownerId: RINA.id, epoch: 1 })
  world.server.commit({ kind: 'conversation', value: held })
  await world.live()
  return world
}

async function write(world: World, text: string, undoSendMs = UNDO_MS) {
  const settings = { ...DEFAULT_TEAM_SETTINGS, undoSendMs }
  await world.db.meta.put({ key: 'team', value: { ...TEAM, settings } })
  const intent = { conversationId: FIRST, epoch: 1, text, visibility: 'everyone' } as const
  return sendMessage(world.db, intent, world.clock)
}
const undo = (world: World, id: string) => undoSend(world.db, id, () => world.clock)
const texts = (world: World) => world.server.messages(FIRST).map(({ text }) => text)
const emptied = (world: World) =>
  world.until(
    () => world.db.outbox.count(),
    (count) => count === 0,
  )

test('a message that can be taken back goes out by itself when that time is over, once', async () => {
  const world = await startWorld()
  await write(world, 'hello')
  await world.sync.kick()
  world.pass(UNDO_MS - 1)
  await world.sync.kick()
  expect(texts(world)).toEqual([])
  world.pass(1)
  await emptied(world)
  expect(texts(world)).toEqual(['hello'])
})

test('what was taken back is in the message box, and never goes out', async () => {
  const world = await startWorld()
  const id = await write(world, 'hello')
  await world.sync.kick()
  expect(await undo(world, id)).toBe(true)
  world.pass(UNDO_MS)
  await world.sync.kick()
  expect(texts(world)).toEqual([])
  expect(await world.db.outbox.count()).toBe(0)
  expect((await getDraft(world.db, FIRST))?.texts.everyone).toBe('hello')
})

test('a worker killed meanwhile makes no difference: it is sent once, after that time', async () => {
  const world = await startWorld()
  await write(world, 'hello')
  await world.sync.kick()
  world.kill()
  await world.live()
  await world.sync.kick()
  expect(texts(world)).toEqual([])
  world.pass(UNDO_MS)
  await world.sync.kick()
  await emptied(world)
  expect(texts(world)).toEqual(['hello'])
})

test('it comes too late once that time is over, whether or not it has gone out', async () => {
  const world = await startWorld()
  const id = await write(world, 'hello')
  world.clock += UNDO_MS
  expect(await undo(world, id)).toBe(false)
  await world.sync.kick()
  await emptied(world)
  expect(texts(world)).toEqual(['hello'])
  expect(await undo(world, id)).toBe(false)
})

test('messages behind it wait, so that their order stays', async () => {
  const world = await startWorld()
  await write(world, 'one')
  await write(world, 'two', 0)
  await world.sync.kick()
  expect(texts(world)).toEqual([])
  world.pass(UNDO_MS)
  await emptied(world)
  expect(texts(world)).toEqual(['one', 'two'])
})

test('a clock that was turned back does not hold a message', async () => {
  const world = await startWorld()
  await write(world, 'hello')
  world.clock -= 3_600_000
  await world.sync.kick()
  await emptied(world)
  expect(texts(world)).toEqual(['hello'])
})
