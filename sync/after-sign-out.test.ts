// @vitest-environment node
import { expect, test } from 'vitest'
import { applyChanges, storePage } from './apply-changes.ts'
import { applyHints } from './apply-hints.ts'
import { AccountGone } from '../db/store-for.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { aConversation, aMessage, RINA, SARI, testId } from '../db/testing/builders.ts'
import { fetchTemplateUses } from './fetch-template-uses.ts'
import { loadHistory } from './load-history.ts'
import { lookBeforeSending } from './look-before-sending.ts'
import { Pace } from './pace.ts'
import { pullUrgent } from './pull-urgent.ts'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

// Everything that stores what it asked for: the answer comes after the agent has signed out, or another one signed in.

const CHANGE = {
  timeline: 't',
  rev: 1,
  rows: [
    { kind: 'conversation' as const, value: aConversation(1) },
    { kind: 'message' as const, value: aMessage(1) },
  ],
}
const READ = { ...CHANGE, unreadable: [] }
const PAGE = { ...READ, newest: 1, place: null }
const CURSOR = { timeline: 't', rev: 0, horizon: 0 }

/** A socket whose answer is given when the test says so. */
function slowly(data: unknown) {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const socket = { request: () => promise, close: () => undefined }
  return { socket, answer: () => resolve({ ok: true, data }) }
}

const history = { messages: [aMessage(1)] }
const uses = { uses: [{ templateId: testId('template', 1), mine: 1, team: 1, lastUsedAt: 1 }] }

const ways = {
  file: async (world: World) => {
    const { promise, resolve } = Promise.withResolvers<Response>()
    world.fetch = (url) => (url.includes('sign-out') ? Promise.resolve(Response.json({})) : promise)
    const done = world.sync.loadFile({ id: testId('message', 7) })
    return { answer: () => resolve(new Response('a passport')), done: await settled(done) }
  },
  history: async (world: World) => {
    const { socket, answer } = slowly(history)
    const connection = { ensure: () => Promise.resolve({ ok: true as const, socket }) }
    const body = { conversationId: FIRST, before: 9 }
    return { answer, done: await settled(loadHistory(world.db, connection, body)) }
  },
  'use of templates': async (world: World) => {
    const { socket, answer } = slowly(uses)
    return { answer, done: await settled(fetchTemplateUses(world.db, socket)) }
  },
  page: async (world: World) =>
    later(await mine(world), (me) => storePage(world.db, me, CURSOR, PAGE, '1.0.0')),
  change: async (world: World) =>
    later(await mine(world), (me) => applyChanges(world.db, me, [READ], '1.0.0')),
  'look before sending': async (world: World) => {
    const { socket, answer } = slowly(history)
    const row = { conversationId: FIRST, seenSeq: 0 }
    return { answer, done: await settled(lookBeforeSending(world.db, socket, row)) }
  },
  urgent: async (world: World) => {
    const { socket, answer } = slowly({ ...CHANGE, newest: 1 })
    const { db } = world
    const deps = { ...world.deps(), db, pace: new Pace(), account: (await mine(world)) ?? null }
    return { answer, done: await settled(pullUrgent(deps, socket)) }
  },
  hint: async (world: World) => {
    const body = { conversationId: FIRST, who: { kind: 'customer' as const }, typing: true }
    return later(await mine(world), (me) =>
      applyHints(world.db, me, [{ kind: 'typing', body }], world.clock),
    )
  },
}

const mine = (world: World) => getAccount(world.db)

/** Begun as somebody, stored when the test says so. */
function later<A>(account: A, store: (account: A) => Promise<unknown>) {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  return { answer: () => resolve(undefined), done: { is: promise.then(() => store(account)) } }
}

/** Wrapped, so that waiting for the way to begin is not waiting for its end. */
async function settled(is: Promise<unknown>): Promise<{ is: Promise<unknown> }> {
  // Long enough for it to have read who is signed in, which is a transaction of its own.
  await new World().db.meta.count()
  return { is }
}

const stored = async ({ db }: World) =>
  Promise.all(
    [db.files, db.conversations, db.messages, db.templateUses, db.typing, db.textBlocks].map(
      (table) => table.count(),
    ),
  )

test.each(Object.entries(ways))(
  'a %s that comes after its agent has signed out is not stored',
  async (_name, begin) => {
    const world = new World()
    await world.live()
    const { answer, done } = await begin(world)
    await world.sync.signOut()
    answer()
    await done.is.catch((error: unknown) => expect(error).toBeInstanceOf(AccountGone))
    expect(await stored(world)).toEqual([0, 0, 0, 0, 0, 0])
  },
)

test.each(Object.entries(ways))(
  'a %s that comes after another agent has signed in is not stored for them',
  async (_name, begin) => {
    const world = new World()
    await world.live()
    const { answer, done } = await begin(world)
    await world.sync.signOut()
    world.server.agent = SARI
    world.session = { serverUrl: 'https://baton.test', token: 'of Sari' }
    await world.live()
    const before = await stored(world)
    answer()
    await done.is.catch((error: unknown) => expect(error).toBeInstanceOf(AccountGone))
    expect(await stored(world)).toEqual(before)
    expect((await getAccount(world.db))?.agent).toEqual({ ...SARI })
    expect(RINA.id).not.toBe(SARI.id)
  },
)
