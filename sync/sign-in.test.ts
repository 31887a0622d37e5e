// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { saveDraft } from '../db/commands/save-draft.ts'
import { sendMessage } from '../db/commands/send-message.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import type { SignInFailure } from './sign-in.ts'
import { aConversation, aDraft, RINA } from '../db/testing/builders.ts'
import { FIRST } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

type Answers = Partial<Record<'about' | 'sign-in' | 'sign-out', () => Response>>

const json = (body: unknown, init?: ResponseInit) => new Response(JSON.stringify(body), init)
const baton = () => json({ product: 'baton', version: '1.0.0', protocol: PROTOCOL_VERSION })
const welcome = () => json({ user: {} }, { headers: { 'set-auth-token': 'fresh' } })

/** A browser that is signed in to nothing, and a server that answers so over HTTP. */
function startWorld(answers: Answers = {}) {
  const world = new World()
  world.session = null
  const asked: { url: string; init: RequestInit | undefined }[] = []
  const all: Answers = { about: baton, 'sign-in': welcome, ...answers }
  world.fetch = (url, init) => {
    asked.push({ url, init })
    const path = new URL(url).pathname
    const known = {
      '/api/about': 'about',
      '/api/auth/sign-in/email': 'sign-in',
      '/api/auth/sign-out': 'sign-out',
    } as const
    const answer = Object.entries(known).find(([known]) => known === path)?.[1]
    const make = answer && all[answer]
    return make ? Promise.try(make) : Promise.reject(new TypeError('Failed to fetch'))
  }
  const signIn = (serverUrl = 'baton.test') =>
    world.sync.signIn({ serverUrl, email: ' rina@example.com ', password: 'right' })
  return { world, asked, signIn }
}

test('signing in keeps the token, tells who it is and connects', async () => {
  const { world, asked, signIn } = startWorld()
  expect(await signIn()).toEqual({ ok: true })
  expect(world.session).toEqual({ serverUrl: 'https://baton.test', token: 'fresh' })
  await world.untilStatus('live')
  expect((await getAccount(world.db))?.agent).toEqual(RINA)
  expect(asked.map(({ url }) => url)).toEqual([
    'https://baton.test/api/about',
    'https://baton.test/api/auth/sign-in/email',
  ])
  expect(asked[1]?.init?.body).toBe('{"email":"rina@example.com","password":"right"}')
  expect(asked.every(({ init }) => init?.credentials === 'omit')).toBe(true)
  expect(asked.every(({ init }) => init?.redirect === 'error')).toBe(true)
})

test('the sign-in of a demo is told before anybody signs in; other servers have none', async () => {
  const demo = { email: 'rina@example.com', password: 'public' }
  const about = { product: 'baton', version: '1.0.0', protocol: PROTOCOL_VERSION }
  const { world, asked } = startWorld({ about: () => json({ ...about, demo }) })
  expect(await world.sync.demoAt('baton.test')).toEqual(demo)
  expect(asked.map(({ init }) => init?.method)).toEqual([undefined])
  expect(await startWorld().world.sync.demoAt('baton.test')).toBeNull()
  expect(await startWorld({ about: gone }).world.sync.demoAt('baton.test')).toBeNull()
})

const gone = () => {
  throw new TypeError('Failed to fetch')
}

describe('signing in fails', () => {
  const status = (code: number) => () => json({}, { status: code })
  test.each<[SignInFailure, string, Answers]>([
    ['no-server', 'when nobody answers', { about: gone }],
    ['no-server', 'behind a gateway whose server is down', { about: status(502) }],
    ['not-baton', 'at a page', { about: () => new Response('<html>') }],
    ['not-baton', 'at another product', { about: () => json({ product: 'other' }) }],
    ['not-baton', 'where there is no such path', { about: status(404) }],
    [
      'panel-outdated',
      'with a newer protocol',
      { about: () => json({ product: 'baton', version: '9', protocol: 99 }) },
    ],
    [
      'server-outdated',
      'with an older protocol',
      { about: () => json({ product: 'baton', version: '0', protocol: 0 }) },
    ],
    ['wrong-credentials', 'with a wrong password', { 'sign-in': status(401) }],
    ['wrong-credentials', 'with what is no email', { 'sign-in': status(400) }],
    ['wrong-credentials', 'without a token', { 'sign-in': () => json({}) }],
    ['too-many-tries', 'after too many', { 'sign-in': status(429) }],
    [
      'cannot-store',
      'when the disk is full',
      { 'sign-in': () => Response.json({ code: 'cannot-store' }, { status: 507 }) },
    ],
    [
      'busy',
      'when too many sign in',
      { 'sign-in': () => Response.json({ code: 'overloaded' }, { status: 503 }) },
    ],
    ['no-server', 'when the server has a fault', { 'sign-in': status(500) }],
    ['no-server', 'when the line breaks', { 'sign-in': gone }],
  ])('as %s %s', async (reason, _when, answers) => {
    const { world, signIn } = startWorld(answers)
    expect(await signIn()).toEqual({ ok: false, reason })
    expect(world.session).toBeNull()
    expect(world.line.dials).toBe(0)
  })

  test('and says for how long, when it is delayed', async () => {
    const delayed = { code: 'rate-limited', retryAfterMs: 64_000 }
    const { signIn } = startWorld({ 'sign-in': () => Response.json(delayed, { status: 429 }) })
    expect(await signIn()).toEqual({ ok: false, reason: 'too-many-tries', waitMs: 64_000 })
  })

  test.each(['', 'two words', 'ftp://baton.test', 'https://', 'https://me:secret@baton.test'])(
    'as bad-address for "%s", asking nobody',
    async (typed) => {
      const { asked, signIn } = startWorld()
      expect(await signIn(typed)).toEqual({ ok: false, reason: 'bad-address' })
      expect(asked).toEqual([])
    },
  )

  test.each([
    ['of the agent who is refused goes', RINA, 0],
    ['of another agent stays', { ...RINA, email: 'sari@example.com' }, 1],
  ])('as no-team: the data %s', async (_what, agent, kept) => {
    const { world, signIn } = startWorld()
    world.server.agent = agent
    world.server.commit({ kind: 'conversation', value: aConversation(1) })
    expect(await signIn()).toEqual({ ok: true })
    await world.untilStatus('live')
    world.line.tell('signed-out', { code: 'signed-out' })
    await world.untilStatus('signed-out')
    world.line.refusal = { code: 'forbidden' }
    expect(await signIn()).toEqual({ ok: false, reason: 'no-team' })
    await world.until(
      () => getConnection(world.db),
      (connection) =>
        connection.status === 'signed-out' &&
        connection.reason === (kept === 0 ? 'revoked' : 'expired'),
    )
    expect(await world.db.conversations.count()).toBe(kept)
  })

  test('as no-team for somebody in no team, keeping no session', async () => {
    const { world, signIn } = startWorld()
    world.line.refusal = { code: 'forbidden' }
    expect(await signIn()).toEqual({ ok: false, reason: 'no-team' })
    await world.untilStatus('signed-out')
    expect(world.session).toBeNull()
  })
})

test('the password is not sent to what is no Baton server', async () => {
  const { asked, signIn } = startWorld({ about: () => json({ product: 'other' }) })
  await signIn()
  expect(asked).toHaveLength(1)
})

test('signing out ends the session here and there, and leaves nothing but what was not sent', async () => {
  const { world, asked, signIn } = startWorld({ 'sign-out': () => json({}) })
  world.server.commit({ kind: 'conversation', value: aConversation(1) })
  await signIn()
  await world.untilStatus('live')
  world.line.fateOf = () => 'unheard'
  await saveDraft(world.db, aDraft(FIRST, 'draft'))
  await sendMessage(world.db, {
    conversationId: FIRST,
    epoch: 0,
    text: 'unsent',
    visibility: 'team',
  })
  await world.sync.signOut()
  expect(asked.at(-1)?.url).toBe('https://baton.test/api/auth/sign-out')
  expect(new Headers(asked.at(-1)?.init?.headers).get('authorization')).toBe('Bearer fresh')
  expect(await getConnection(world.db)).toEqual({ status: 'signed-out', reason: 'asked' })
  expect(world.session).toBeNull()
  expect(world.line.connections).toBe(0)
  const left = await Promise.all(
    world.db.tables.map(async (table) => [table.name, await table.count()]),
  )
  expect(left.filter(([, count]) => count !== 0)).toEqual([
    ['outbox', 1],
    // The connection, and the name of the copy that is empty now.
    ['meta', 2],
    // The draft, and whose it is.
    ['setAside', 2],
  ])
})

test('whoever wants the line in the middle of signing out does not bring it back: the data goes', async () => {
  const world = new World()
  world.server.commit({ kind: 'conversation', value: aConversation(1) })
  await world.live()
  // Panels that are still there tell what was read, who types, what is looked at.
  const over = new AbortController()
  const done = world.sync.signOut().finally(() => over.abort())
  const asked: Promise<unknown>[] = []
  while (!over.signal.aborted) {
    asked.push(world.sync.ensureConnected())
    await new Promise(setImmediate)
  }
  await Promise.all([done, ...asked])
  expect(await getConnection(world.db)).toEqual({ status: 'signed-out', reason: 'asked' })
  expect(await world.db.conversations.count()).toBe(0)
})

test('signing out holds when the server cannot be told', async () => {
  const { world, signIn } = startWorld()
  await signIn()
  await world.untilStatus('live')
  await world.sync.signOut()
  expect(world.session).toBeNull()
  expect(await getAccount(world.db)).toBeNull()
})
