// @vitest-environment node
import { expect, test } from 'vitest'
import { sendMessage } from '../db/commands/send-message.ts'
import { retryMessage } from '../db/commands/retry-message.ts'
import { alertEvents } from '../db/queries/alert-events.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import { aConversation, aTemplate, RINA, testId } from '../db/testing/builders.ts'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

const PAGES = 200

/** Rina's extension with a conversation of hers; then her line breaks, and the team writes for a long time. */
async function startFarBehind() {
  const world = new World()
  const mine = aConversation(1, { state: 'human', ownerId: RINA.id, epoch: 1 })
  world.server.commit({ kind: 'conversation', value: mine })
  await world.live()
  world.line.up = false
  world.line.cut()
  world.server.pageRows = 1
  return world
}

function muchHappens({ server }: World) {
  for (let n = 0; n < PAGES; n++) {
    server.commit({ kind: 'template', value: aTemplate(n + 1, { body: `at ${server.rev}` }) })
  }
}

const write = (world: World, text: string) =>
  sendMessage(world.db, { conversationId: FIRST, epoch: 1, text, visibility: 'everyone' })

const asked = (world: World) => world.line.asked.map(({ event }) => event)

test('what waits to be sent goes out before the copy is current', async () => {
  const world = await startFarBehind()
  await write(world, 'urgent')
  muchHappens(world)
  world.line.up = true
  world.line.asked = []
  await world.live()
  expect(asked(world).filter((event) => event === 'changes:pull').length).toBeGreaterThan(100)
  const sent = asked(world).indexOf('message:send')
  expect(sent).toBeGreaterThan(-1)
  expect(sent).toBeLessThan(asked(world).lastIndexOf('changes:pull'))
  expect(world.server.messages(FIRST).map(({ text }) => text)).toEqual(['urgent'])
})

test('but not past what somebody else wrote meanwhile: it is held, and goes once it was read', async () => {
  const world = await startFarBehind()
  const id = await write(world, 'too late')
  muchHappens(world)
  world.server.say(FIRST, { kind: 'customer' })
  world.line.up = true
  let shown: number | undefined
  const released = world
    .until(
      () => world.db.outbox.get(id),
      (row) => row?.status === 'held',
    )
    .then(async () => {
      shown = await world.db.messages.where('conversationId').equals(FIRST).count()
      await retryMessage(world.db, id)
      await world.sync.kick()
    })
  await world.live()
  await released
  // What there is to read was there when it was asked.
  expect(shown).toBe(1)
  await world.until(
    () => world.db.outbox.get(id),
    (row) => row === undefined,
  )
  expect(world.server.messages(FIRST).map(({ author }) => author.kind)).toEqual([
    'customer',
    'agent',
  ])
})

test('who began to wait meanwhile is told while the copy catches up', async () => {
  const world = await startFarBehind()
  muchHappens(world)
  const value = aConversation(2, { state: 'waiting', waitingSince: 1, epoch: 1 })
  world.server.commit({ kind: 'conversation', value })
  world.line.up = true
  const told = world.until(
    async () => ({
      connection: await getConnection(world.db),
      events: await alertEvents(world.db, RINA.id),
    }),
    ({ connection }) => connection.status === 'catching-up' && connection.urgent === true,
  )
  await world.sync.ensureConnected()
  expect([...(await told).events.keys()]).toContain(testId('conversation', 2))
  await world.untilStatus('live')
})

test('a copy that is too far behind is made anew beneath the one that is shown', async () => {
  const world = await startFarBehind()
  world.server.farBehind = 50
  // They will be resolved, and of no interest any more; one of them is answered offline.
  for (const n of [2, 3, 4, 5, 6]) {
    world.server.commit({ kind: 'conversation', value: aConversation(n) })
  }
  world.line.up = true
  await world.live()
  world.line.up = false
  world.line.cut()
  await sendMessage(world.db, {
    ...{
      conversationId: testId('conversation', 2),
      epoch: 0,
      text: 'kept',
      visibility: 'everyone',
    },
  })
  for (const n of [2, 3, 4, 5, 6]) {
    world.server.commit({
      kind: 'conversation',
      value: aConversation(n, { state: 'resolved', epoch: 1 }),
    })
  }
  muchHappens(world)
  const counts: number[] = []
  world.line.up = true
  const watching = world.until(
    () => Promise.all([world.db.conversations.count(), getConnection(world.db)]),
    ([count, { status }]) => {
      counts.push(count)
      return status === 'live'
    },
  )
  await world.sync.ensureConnected()
  await watching
  // The panel never went empty.
  expect(Math.min(...counts)).toBeGreaterThan(0)
  const rows = await world.db.conversations.toArray()
  const states = new Map(rows.map(({ id, state }) => [id, state]))
  expect(states.get(FIRST)).toBe('human')
  expect([...states.values()]).not.toContain('ai')
  expect(states.has(testId('conversation', 3))).toBe(false)
  const outbox = await world.db.outbox.toArray()
  expect(outbox.map(({ text, status }) => [text, status])).toEqual([['kept', 'failed']])
  expect(states.has(testId('conversation', 2))).toBe(true)
})
