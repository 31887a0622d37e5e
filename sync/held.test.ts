// @vitest-environment node
import { expect, test } from 'vitest'
import { discardMessage } from '../db/commands/discard-message.ts'
import { retryMessage } from '../db/commands/retry-message.ts'
import { sendMessage, type SendIntent } from '../db/commands/send-message.ts'
import { conversationMessages } from '../db/queries/conversation-messages.ts'
import { getDraft } from '../db/queries/get-draft.ts'
import { listUnsent } from '../db/queries/list-unsent.ts'
import type { Author } from '@baton/protocol/message.ts'
import { aConversation, RINA, SARI } from '../db/testing/builders.ts'
import { FIRST, SECOND } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

const CUSTOMER: Author = { kind: 'customer' }
const COLLEAGUE: Author = { kind: 'agent', id: SARI.id, name: 'Sari' }
const MYSELF: Author = { kind: 'agent', id: RINA.id, name: 'Rina' }
const NOTICE: Author = { kind: 'system', event: 'taken-over' }

/** Rina's extension, current, with two conversations of hers; then her line breaks. */
async function startOffline() {
  const world = new World()
  for (const n of [1, 2]) {
    const held = aConversation(n, { state: 'human', ownerId: RINA.id, epoch: 1 })
    world.server.commit({ kind: 'conversation', value: held })
  }
  await world.live()
  world.line.up = false
  world.line.cut()
  return world
}

const write = (world: World, text: string, more: Partial<SendIntent> = {}) =>
  sendMessage(world.db, {
    ...{ conversationId: FIRST, epoch: 1, text, visibility: 'everyone' },
    ...more,
  })

async function comeBack(world: World) {
  world.line.up = true
  await world.live()
  await world.until(
    () => world.db.outbox.where('account').equals(RINA.id).toArray(),
    (rows) => rows.every(({ status }) => status !== 'queued'),
  )
}

const statuses = async (world: World) =>
  (await world.db.outbox.orderBy('id').toArray()).map(({ text, status }) => [text, status])

const mine = (world: World) =>
  world.server
    .messages()
    .filter(({ author }) => author.kind === 'agent' && author.id === RINA.id)
    .map(({ text }) => text)

test('what others wrote before a queued message could go out is told, and it waits', async () => {
  const world = await startOffline()
  await write(world, 'too late')
  await write(world, 'and more')
  await write(world, 'elsewhere', { conversationId: SECOND })
  world.server.say(FIRST, CUSTOMER)
  world.server.say(FIRST, COLLEAGUE, { visibility: 'team' })
  await comeBack(world)
  expect(mine(world)).toEqual(['elsewhere'])
  expect(await statuses(world)).toEqual([
    ['too late', 'held'],
    ['and more', 'held'],
  ])
  const { items } = await conversationMessages(world.db, FIRST, 50)
  const asked = items.flatMap((item) => (item.kind === 'pending' ? [item.unseen] : []))
  expect(asked).toEqual([2, null])
  expect(await listUnsent(world.db)).toEqual(new Map([[FIRST, 'held']]))
})

test('"Send" sends what is held in the conversation, once, in order', async () => {
  const world = await startOffline()
  const first = await write(world, 'one')
  await write(world, 'two')
  world.server.say(FIRST, CUSTOMER)
  await comeBack(world)
  await retryMessage(world.db, first)
  await world.sync.kick()
  expect(mine(world)).toEqual(['one', 'two'])
})

test('a released message is held again if the line breaks once more and others write', async () => {
  const world = await startOffline()
  const id = await write(world, 'one')
  world.server.say(FIRST, CUSTOMER)
  await comeBack(world)
  world.line.up = false
  world.line.cut()
  await retryMessage(world.db, id)
  await comeBack(world)
  expect(mine(world)).toEqual(['one'])
  world.line.up = false
  world.line.cut()
  await write(world, 'two')
  world.server.say(FIRST, CUSTOMER)
  await comeBack(world)
  expect(await statuses(world)).toEqual([['two', 'held']])
})

test('"Discard" gives the text back to the message box', async () => {
  const world = await startOffline()
  const id = await write(world, 'too late')
  world.server.say(FIRST, CUSTOMER)
  await comeBack(world)
  await discardMessage(world.db, id)
  expect((await getDraft(world.db, FIRST))?.texts.everyone).toBe('too late')
  expect(await world.db.outbox.count()).toBe(0)
})

test.each([
  ['a message of my own', MYSELF],
  ['a notice', NOTICE],
])('%s holds nothing up', async (_what, author) => {
  const world = await startOffline()
  world.server.say(FIRST, author, { text: 'from elsewhere' })
  await write(world, 'on time')
  await comeBack(world)
  expect(mine(world)).toContain('on time')
})

test('a note goes out whatever others wrote, but not past a held reply', async () => {
  const world = await startOffline()
  await write(world, 'alone', { conversationId: SECOND, visibility: 'team' })
  await write(world, 'reply')
  await write(world, 'behind it', { visibility: 'team' })
  world.server.say(FIRST, CUSTOMER)
  world.server.say(SECOND, CUSTOMER)
  await comeBack(world)
  expect(mine(world)).toEqual(['alone'])
})

test('a line of the customer that crosses a message on a live connection holds nothing up', async () => {
  const world = await startOffline()
  await comeBack(world)
  world.line.announce = () => undefined
  world.server.say(FIRST, CUSTOMER)
  await write(world, 'crossing')
  await world.sync.kick()
  expect(mine(world)).toEqual(['crossing'])
})

test('what a dead worker left behind is looked at by the next one', async () => {
  const world = await startOffline()
  world.line.up = true
  await world.live()
  world.kill()
  await write(world, 'too late')
  world.server.say(FIRST, CUSTOMER)
  await world.sync.kick()
  await world.untilStatus('live')
  expect(await statuses(world)).toEqual([['too late', 'held']])
  expect(mine(world)).toEqual([])
})

test('a message whose answer was lost is known by its row, and asks nothing', async () => {
  const world = await startOffline()
  world.line.up = true
  await world.live()
  world.line.fateOf = (event) => (event === 'message:send' ? 'unanswered' : 'answered')
  world.line.announce = () => undefined
  await write(world, 'arrived')
  await world.sync.kick()
  world.line.fateOf = () => 'answered'
  world.line.cut()
  world.server.say(FIRST, CUSTOMER)
  await comeBack(world)
  expect(await world.db.outbox.count()).toBe(0)
  expect(mine(world)).toEqual(['arrived'])
})

test('a retry speaks under the new epoch only if the conversation is mine again', async () => {
  const world = await startOffline()
  await comeBack(world)
  const id = await write(world, 'mine')
  const now = world.server.conversation(FIRST) ?? aConversation(1)
  const moveTo = (ownerId: string, epoch: number) =>
    world.line.tell(
      'changed',
      world.server.commit({ kind: 'conversation', value: { ...now, ownerId, epoch } }),
    )
  const known = (epoch: number) =>
    world.until(
      () => world.db.conversations.get(FIRST),
      (row) => row?.epoch === epoch,
    )
  moveTo(SARI.id, 2)
  await known(2)
  await world.sync.kick()
  expect((await world.db.outbox.get(id))?.failure).toBe('stale-epoch')
  await retryMessage(world.db, id)
  expect((await world.db.outbox.get(id))?.epoch).toBe(1)
  await world.sync.kick()
  expect((await world.db.outbox.get(id))?.failure).toBe('stale-epoch')
  moveTo(RINA.id, 3)
  await known(3)
  await retryMessage(world.db, id)
  await world.sync.kick()
  expect(mine(world)).toEqual(['mine'])
})

test.each([
  ['goes out when they sign in again, once', false],
  ['is held when they sign in again, if others wrote meanwhile', true],
])('what an agent left unsent is nobody else’s, and %s', async (_what, othersWrote) => {
  const world = await startOffline()
  const session = world.session
  await write(world, 'left behind')
  await world.sync.signOut()
  world.line.up = true
  world.server.agent = SARI
  world.session = { serverUrl: 'https://baton.test', token: 'of Sari' }
  await world.live()
  await world.sync.kick()
  expect(mine(world)).toEqual([])
  expect(await listUnsent(world.db)).toEqual(new Map())
  await world.sync.signOut()
  if (othersWrote) world.server.say(FIRST, CUSTOMER)
  world.server.agent = RINA
  world.session = session
  await comeBack(world)
  expect(mine(world)).toEqual(othersWrote ? [] : ['left behind'])
  expect(await statuses(world)).toEqual(othersWrote ? [['left behind', 'held']] : [])
})
