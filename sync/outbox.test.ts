// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { discardMessage } from '../db/commands/discard-message.ts'
import { retryMessage } from '../db/commands/retry-message.ts'
import { saveDraft } from '../db/commands/save-draft.ts'
import { sendMessage } from '../db/commands/send-message.ts'
import { conversationMessages } from '../db/queries/conversation-messages.ts'
import { getDraft } from '../db/queries/get-draft.ts'
import { aConversation, aDraft, RINA, SARI } from '../db/testing/builders.ts'
import { FIRST, SECOND } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

/** Two conversations held by Rina, and her extension, current. */
async function startWorld() {
  const world = new World()
  for (const n of [1, 2]) {
    const held = aConversation(n, { state: 'human', ownerId: RINA.id, epoch: 1 })
    world.server.commit({ kind: 'conversation', value: held })
  }
  await world.live()
  return world
}

const write = (world: World, conversationId: string, text: string) =>
  sendMessage(world.db, { conversationId, epoch: 1, text, visibility: 'everyone' })

const emptied = (world: World) =>
  world.until(
    () => world.db.outbox.count(),
    (count) => count === 0,
  )

const texts = (world: World, conversationId: string) =>
  world.server.messages(conversationId).map(({ text }) => text)

const sends = (world: World) => world.line.asked.filter(({ event }) => event === 'message:send')

test('messages written offline go out once, in order, when the line returns', async () => {
  const world = await startWorld()
  world.line.up = false
  world.line.cut()
  for (const text of ['one', 'two', 'three']) await write(world, FIRST, text)
  await write(world, SECOND, 'other')
  expect(world.server.messages()).toEqual([])
  world.line.up = true
  await world.live()
  await emptied(world)
  expect(texts(world, FIRST)).toEqual(['one', 'two', 'three'])
  expect(texts(world, SECOND)).toEqual(['other'])
  expect(sends(world)).toHaveLength(4)
})

test('nothing is sent before the copy is current', async () => {
  const world = await startWorld()
  world.kill()
  await write(world, FIRST, 'one')
  world.server.say(FIRST, { kind: 'customer' })
  world.line.fateOf = (event) => (event === 'changes:pull' ? 'unheard' : 'answered')
  await world.sync.kick()
  expect(sends(world)).toEqual([])
})

test('a message whose answer was lost is asked for again and stored once', async () => {
  const world = await startWorld()
  let lost = 0
  world.line.fateOf = (event) =>
    event === 'message:send' && lost++ === 0 ? 'unanswered' : 'answered'
  world.line.announce = () => undefined
  await write(world, FIRST, 'once')
  await world.sync.kick()
  world.pass(15_000)
  world.line.heartbeat()
  await emptied(world)
  expect(texts(world, FIRST)).toEqual(['once'])
  expect(new Set(sends(world).map(({ body }) => JSON.stringify(body)))).toHaveProperty('size', 1)
  expect(sends(world)).toHaveLength(2)
})

describe('killed in the middle', () => {
  const STEPS = [0, 1, 2, 3, 4, 5]
  test.each(STEPS.flatMap((at) => [[at, 'unheard'] as const, [at, 'unanswered'] as const]))(
    'at message %i, %s: each is delivered exactly once, in order',
    async (at, fate) => {
      const world = await startWorld()
      for (const n of [1, 2, 3]) {
        await write(world, FIRST, `first ${n}`)
        await write(world, SECOND, `second ${n}`)
      }
      let seen = 0
      world.line.fateOf = (event) => {
        if (event !== 'message:send' || seen++ !== at) return 'answered'
        queueMicrotask(() => world.kill())
        return fate
      }
      await world.sync.kick()
      await world.sync.kick()
      await emptied(world)
      expect(texts(world, FIRST)).toEqual(['first 1', 'first 2', 'first 3'])
      expect(texts(world, SECOND)).toEqual(['second 1', 'second 2', 'second 3'])
    },
  )
})

test('a message is never shown twice or out of sight while its change is on its way', async () => {
  const world = await startWorld()
  const held: unknown[] = []
  world.line.announce = (changed) => held.push(changed)
  const id = await write(world, FIRST, 'hello')
  const shown: string[][] = []
  const watching = world.until(
    async () => (await conversationMessages(world.db, FIRST, 50)).items,
    (items) => {
      shown.push(items.map((item) => item.id))
      return items.some(({ kind }) => kind === 'message')
    },
  )
  await world.sync.kick()
  await world.until(
    () => world.db.outbox.get(id),
    (row) => row?.status === 'sent',
  )
  for (const changed of held) world.line.tell('changed', changed)
  await watching
  expect(shown.every((ids) => ids.length === 1 && ids[0] === id)).toBe(true)
})

test('a refused message is marked, and those behind it do not overtake it; others go on', async () => {
  const world = await startWorld()
  const conversation = world.server.conversation(FIRST) ?? aConversation(1)
  for (const text of ['one', 'two']) await write(world, FIRST, text)
  await write(world, SECOND, 'other')
  // Told to nobody yet: the message is written under an epoch that has just passed.
  world.server.commit({ kind: 'conversation', value: { ...conversation, epoch: 2 } })
  await world.sync.kick()
  const failed = await world.until(
    () => world.db.outbox.where('conversationId').equals(FIRST).sortBy('id'),
    (rows) => rows.every(({ status }) => status === 'failed'),
  )
  expect(failed.map(({ text, failure }) => [text, failure])).toEqual([
    ['one', 'stale-epoch'],
    ['two', 'stale-epoch'],
  ])
  expect(texts(world, FIRST)).toEqual([])
  expect(texts(world, SECOND)).toEqual(['other'])

  world.line.heartbeat()
  await world.until(
    () => world.db.conversations.get(FIRST),
    (row) => row?.epoch === 2,
  )
  for (const { id } of failed) await retryMessage(world.db, id)
  await world.sync.kick()
  await emptied(world)
  expect(texts(world, FIRST)).toEqual(['one', 'two'])
})

test('a server in trouble is asked again later, in order', async () => {
  const world = await startWorld()
  let refusals = 2
  world.line.fateOf = (event) =>
    event === 'message:send' && refusals-- > 0 ? { code: 'overloaded' } : 'answered'
  for (const text of ['one', 'two']) await write(world, FIRST, text)
  await world.sync.kick()
  await world.sync.flush()
  expect(texts(world, FIRST)).toEqual([])
  world.pass(15_000)
  await emptied(world)
  expect(texts(world, FIRST)).toEqual(['one', 'two'])
})

test("another agent's messages stay where they are", async () => {
  const world = await startWorld()
  const id = await write(world, FIRST, 'from Rina')
  await world.sync.signOut()
  world.session = { serverUrl: 'https://baton.test', token: 'of Sari' }
  world.server.agent = SARI
  await world.live()
  await world.sync.kick()
  expect(sends(world)).toEqual([])
  expect((await conversationMessages(world.db, FIRST, 50)).items).toEqual([])
  expect((await world.db.outbox.get(id))?.text).toBe('from Rina')
})

test('a discarded message puts its text back into the message box, after what stands there', async () => {
  const world = await startWorld()
  world.line.fateOf = (event) => (event === 'message:send' ? { code: 'forbidden' } : 'answered')
  const first = await write(world, FIRST, 'typed with care')
  await world.sync.kick()
  await discardMessage(world.db, first)
  expect((await getDraft(world.db, FIRST))?.texts.everyone).toBe('typed with care')
  const second = await write(world, FIRST, 'another')
  await world.sync.kick()
  await saveDraft(world.db, aDraft(FIRST, 'newer'))
  await discardMessage(world.db, second)
  expect((await getDraft(world.db, FIRST))?.texts.everyone).toBe(
    'newer\n\ntyped with care\n\nanother',
  )
  expect(await world.db.outbox.count()).toBe(0)
})
