// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { markRead } from '../db/commands/mark-read.ts'
import { saveDraft } from '../db/commands/save-draft.ts'
import { sendMessage } from '../db/commands/send-message.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { listTyping } from '../db/queries/list-typing.ts'
import { aConversation, aDraft, RINA, SARI, testId } from '../db/testing/builders.ts'
import { FIRST, SECOND } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

function withConversation(world = new World()) {
  world.server.commit({ kind: 'conversation', value: aConversation(1) })
  world.server.say(FIRST, { kind: 'customer' })
  return world
}

const send = (world: World) =>
  sendMessage(world.db, { conversationId: FIRST, epoch: 0, text: 'mine', visibility: 'team' })

/** Signed out for this reason, and everything that follows from it done. */
async function signedOutAs(world: World, reason: 'expired' | 'revoked') {
  expect(await world.untilStatus('signed-out')).toEqual({ status: 'signed-out', reason })
  await world.until(
    () => getAccount(world.db),
    (account) => (account === null) === (reason === 'revoked'),
  )
}

test('all who want a connection at once share one', async () => {
  const world = withConversation()
  const dialled = await Promise.all([1, 2, 3].map(() => world.sync.ensureConnected()))
  expect(dialled.every(({ ok }) => ok)).toBe(true)
  await world.live()
  await world.sync.kick()
  expect(world.line.dials).toBe(1)
  expect(world.line.connections).toBe(1)
})

test('signing in shows who it is, catches up and is live', async () => {
  const world = withConversation()
  await world.live()
  expect((await getAccount(world.db))?.agent).toEqual(RINA)
  expect(await getCursor(world.db)).toEqual({ timeline: 'timeline-1', rev: 2, horizon: 2 })
  expect(await world.db.messages.count()).toBe(1)
})

test('a long absence is told in revisions while it is caught up with', async () => {
  const world = withConversation()
  await world.live()
  world.kill()
  for (let n = 0; n < 9; n++) world.server.say(FIRST, { kind: 'customer' })
  world.server.pageRows = 4
  const behind: number[] = []
  const watching = world.until(
    () => getConnection(world.db),
    (connection) => {
      if (connection.status === 'catching-up') behind.push(connection.behind)
      return behind.length > 0 && connection.status === 'live'
    },
  )
  await world.sync.ensureConnected()
  await watching
  expect(behind[0]).toBe(9)
  expect(await world.db.messages.count()).toBe(10)
})

test('an unreachable server is tried again, later and later, and the banner says since when', async () => {
  const world = new World()
  world.line.up = false
  expect(await world.sync.ensureConnected()).toEqual({ ok: false, code: 'offline' })
  expect(await world.untilStatus('offline')).toEqual({ status: 'offline', since: 1_000_000 })
  world.pass(250)
  expect(await world.sync.ensureConnected()).toEqual({ ok: false, code: 'offline' })
  expect(await getConnection(world.db)).toEqual({ status: 'offline', since: 1_000_000 })
  world.line.up = true
  const before = world.line.dials
  world.pass(15_000)
  await world.untilStatus('live')
  expect(world.line.dials).toBe(before + 1)
})

test('a line gone silent is hung up and dialled anew', async () => {
  const world = withConversation()
  await world.live()
  world.pass(44_000)
  await world.sync.ensureConnected()
  expect(world.line.dials).toBe(1)
  world.pass(2_000)
  await world.sync.ensureConnected()
  expect(world.line.dials).toBe(2)
})

test('a worker killed and woken goes on from its cursor', async () => {
  const world = withConversation()
  await world.live()
  world.kill()
  world.server.say(FIRST, { kind: 'ai' })
  await world.live()
  await world.until(
    () => getCursor(world.db),
    (cursor) => cursor?.rev === 3,
  )
  const pulls = world.line.asked.filter(({ event }) => event === 'changes:pull')
  expect(pulls.map(({ body }) => body)).toMatchObject([
    { timeline: null, after: 0, horizon: 2 },
    { timeline: 'timeline-1', after: 2, horizon: 2 },
  ])
})

test('a cursor the server does not know drops its rows, and nothing that was written here', async () => {
  const world = withConversation()
  world.server.commit({ kind: 'conversation', value: aConversation(2) })
  await world.live()
  world.kill()
  const lost = aDraft(SECOND, 'draft')
  await saveDraft(world.db, lost)
  world.server.restore('timeline-2', 2)
  world.server.say(FIRST, { kind: 'ai' })
  world.line.fateOf = (event) => (event === 'message:send' ? { code: 'overloaded' } : 'answered')
  await send(world)
  await world.live()
  await world.until(
    () => getCursor(world.db),
    (cursor) => cursor?.timeline === 'timeline-2',
  )
  expect(await world.db.conversations.toCollection().primaryKeys()).toEqual([FIRST])
  expect(await world.db.messages.count()).toBe(2)
  expect(await world.db.outbox.count()).toBe(1)
  expect(await world.db.drafts.count()).toBe(1)
})

describe('refused', () => {
  test.each([
    ['signed-out', 'expired', 1],
    ['forbidden', 'revoked', 0],
  ] as const)('as %s: signed out as %s, no more dialling', async (code, reason, kept) => {
    const world = withConversation()
    await world.live()
    await saveDraft(world.db, aDraft(SECOND, 'draft', 'team'))
    await send(world)
    world.line.refusal = { code }
    world.line.cut()
    world.pass(15_000)
    await signedOutAs(world, reason)
    expect(world.session).toBeNull()
    expect(await world.db.conversations.count()).toBe(kept)
    expect(await world.db.drafts.count()).toBe(kept)
    expect(await world.db.outbox.count()).toBe(kept)
    const { dials } = world.line
    world.pass(60_000)
    await world.sync.ensureConnected()
    expect(world.line.dials).toBe(dials)
    expect(await getConnection(world.db)).toEqual({ status: 'signed-out', reason })
  })

  test('a removal that a killed worker left half done is finished by the next one', async () => {
    const world = withConversation()
    await world.live()
    world.session = null
    await world.db.meta.put({
      key: 'connection',
      value: { status: 'signed-out', reason: 'revoked' },
    })
    world.kill()
    await world.sync.ensureConnected()
    await world.until(
      () => getAccount(world.db),
      (account) => account === null,
    )
    expect(await world.db.conversations.count()).toBe(0)
  })

  test.each([
    ['the panel', 'panel', 99],
    ['the server', 'server', 0],
    ['a server too old to say so', 'server', undefined],
  ] as const)('for the version of %s: outdated, and tried again', async (_who, older, protocol) => {
    const world = withConversation()
    world.line.refusal = { code: 'protocol-mismatch', ...(protocol !== undefined && { protocol }) }
    await world.sync.ensureConnected()
    await world.untilStatus('outdated')
    expect(await getConnection(world.db)).toEqual({ status: 'outdated', older })
    world.line.refusal = null
    world.pass(15_000)
    await world.untilStatus('live')
  })

  test.each([
    ['signed-out', 'expired'],
    ['forbidden', 'revoked'],
  ] as const)('while connected, by %s', async (code, reason) => {
    const world = withConversation()
    await world.live()
    world.line.tell('signed-out', { code })
    await signedOutAs(world, reason)
    expect(world.line.connections).toBe(0)
  })
})

test("somebody else's sign-in finds nothing of the last one's", async () => {
  const world = withConversation()
  await world.live()
  await saveDraft(world.db, aDraft(FIRST, 'secret', 'team'))
  world.kill()
  world.server.agent = SARI
  await world.sync.ensureConnected()
  await world.until(
    () => getAccount(world.db),
    (account) => account?.agent.id === SARI.id,
  )
  expect(await world.db.drafts.count()).toBe(0)
  expect(await world.untilStatus('live')).toEqual({ status: 'live' })
})

test('the words of an AI reply go to the panels as they come, and a connection that is new ends them', async () => {
  const world = withConversation()
  await world.live()
  const reply = { conversationId: FIRST, messageId: testId('message', 500) }
  const before = world.replies.length
  for (const text of ['Re', 'Refunds take']) world.line.tell('reply:streaming', { ...reply, text })
  world.line.tell('reply:ended', reply)
  expect(world.replies.slice(before)).toEqual([
    { kind: 'streaming', reply: { ...reply, text: 'Re' } },
    { kind: 'streaming', reply: { ...reply, text: 'Refunds take' } },
    { kind: 'ended', reply },
  ])
  world.kill()
  await world.live()
  expect(world.replies.at(-1)).toEqual({ kind: 'all-ended' })
})

test('who types is shown until they have not said so for a while', async () => {
  const world = withConversation()
  await world.live()
  world.line.tell('typing', { conversationId: FIRST, who: { kind: 'customer' }, typing: true })
  await world.until(
    () => listTyping(world.db, FIRST, world.clock),
    (rows) => rows.length === 1,
  )
  expect(await listTyping(world.db, FIRST, world.clock + 6_000)).toEqual([])
})

test('what was read offline is told when the line returns', async () => {
  const world = withConversation()
  await world.live()
  world.line.up = false
  world.line.cut()
  await markRead(world.db, FIRST, 1)
  expect((await world.db.readMarks.toArray())[0]).toMatchObject({ seq: 1, customerCount: 1 })
  world.line.up = true
  await world.live()
  await world.until(
    () => world.db.unsentReads.count(),
    (count) => count === 0,
  )
  expect(world.line.asked.filter(({ event }) => event === 'conversation:read')).toEqual([
    { event: 'conversation:read', body: { conversationId: FIRST, seq: 1 } },
  ])
})

test('a take-over without an answer is asked for once more, under the same id', async () => {
  const world = withConversation()
  await world.live()
  world.line.fateOf = (event) => (event === 'conversation:take-over' ? 'unanswered' : 'answered')
  const answer = await world.sync.ask('conversation:take-over', { conversationId: FIRST, epoch: 0 })
  expect(answer).toEqual({ ok: false, error: { code: 'no-answer' } })
  const asked = world.line.asked.filter(({ event }) => event === 'conversation:take-over')
  expect(asked).toHaveLength(2)
  expect(asked[0]).toEqual(asked[1])
})

test('a lost take-over names the winner', async () => {
  const world = withConversation()
  await world.live()
  const lost = { code: 'already-taken', winner: { id: SARI.id, name: 'Sari' } } as const
  world.line.fateOf = (event) => (event === 'conversation:take-over' ? lost : 'answered')
  const answer = await world.sync.ask('conversation:take-over', { conversationId: FIRST, epoch: 0 })
  expect(answer).toEqual({ ok: false, error: lost })
})

test('older messages are fetched where the copy ends', async () => {
  const world = withConversation()
  for (let n = 0; n < 149; n++) world.server.say(FIRST, { kind: 'customer' })
  await world.live()
  expect(await world.db.messages.count()).toBe(20)
  const first = await world.sync.loadHistory({ conversationId: FIRST, before: 131 })
  expect(first).toEqual({ ok: true, data: { more: true } })
  const second = await world.sync.loadHistory({ conversationId: FIRST, before: 31 })
  expect(second).toEqual({ ok: true, data: { more: false } })
  expect(await world.db.messages.count()).toBe(150)
})
