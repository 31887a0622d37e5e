import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ENGINES } from './support/databases.ts'
import { sign, siteOf } from './support/identity.ts'
import { startWorld, type World } from './support/world.ts'

const ANA = { sub: 'user-7', name: 'Ana Putri', email: 'ana@example.com' }

describe.each(ENGINES)('a customer whom nobody vouches for on %s', (engine) => {
  let world: World
  let site: Awaited<ReturnType<typeof siteOf>>

  beforeEach(async () => {
    world = await startWorld(engine)
    site = await siteOf(world)
  })
  afterEach(() => world.end())

  const now = () => Math.floor(Date.now() / 1_000)
  const BAD: [what: string, claims: Record<string, unknown>, why: string][] = [
    ['for a week', { exp: now() + 7 * 86_400 }, 'too-long'],
    ['in milliseconds', { exp: Date.now() + 600_000 }, 'too-long'],
    ['for ever', { exp: 1e308 }, 'too-long'],
    ['until the last second there is', { exp: Number.MAX_SAFE_INTEGER }, 'too-long'],
    ['in words', { exp: 'tomorrow' }, 'expiry'],
    ['without an end', { exp: undefined }, 'expiry'],
    ['of half a character', { sub: 'user-\ud800' }, 'subject'],
    ['of NUL', { sub: 'user\0' }, 'subject'],
    ['of nobody', { sub: '' }, 'subject'],
    ['of nothing', { sub: undefined }, 'subject'],
    ['of a list', { sub: ['user-7'] }, 'subject'],
    ['of a book', { sub: 'x'.repeat(201) }, 'subject'],
    // Its neighbours are the same number.
    ['of a number too large to be one', { sub: 2 ** 53 }, 'subject'],
    ['of part of a number', { sub: 10.5 }, 'subject'],
    ['of tomorrow', { nbf: now() + 3_600 }, 'not-yet'],
    ['of a day in words', { nbf: 'tomorrow' }, 'malformed'],
  ]

  test.each([
    ['20 s ahead', { nbf: 20, iat: 20 }],
    ['50 s ahead, for the longest time there is', { nbf: 50, exp: 86_400 + 50 }],
    ['50 s behind', { exp: -50 }],
  ])('is somebody although the site’s clock is %s', async (_what, ahead) => {
    const guest = await world.customer()
    const times = Object.entries(ahead).map(([claim, by]) => [claim, now() + by] as const)
    const claims = { sub: 'user-7', exp: now() + 600, ...Object.fromEntries(times) }
    const identity = site.raw(claims)
    expect(await site.identify(guest.token, identity)).toMatchObject({ status: 200 })
    expect((await world.customer({ ...guest, identity })).socket.connected).toBe(true)
  })

  test('is somebody whose id is a number, and the same one as text', async () => {
    const { token } = await world.customer()
    const word = (sub: unknown, name: unknown) => site.raw({ sub, name, exp: now() + 600 })
    expect(await site.identify(token, word(1042, 7))).toEqual({
      status: 200,
      body: { name: '7', carried: false },
    })
    expect(await site.identify(token, word('1042', 'Ana'))).toMatchObject({ status: 200 })
    expect(await site.identify(token, word('1043', 'Ana'))).toMatchObject({ status: 401 })
  })

  test.each([
    ['a line end', (word: string) => `${word}\r\n`],
    ['spaces', (word: string) => `\n    ${word}  `],
  ])('is somebody although there is %s around the word', async (_what, printed) => {
    const guest = await world.customer()
    const identity = printed(site.raw({ sub: 'user-7', exp: now() + 600 }))
    expect(await site.identify(guest.token, identity)).toMatchObject({ status: 200 })
    expect((await world.customer({ ...guest, identity })).socket.connected).toBe(true)
  })

  test('has a name without what nobody sees', async () => {
    const { token } = await world.customer()
    const identity = await site.word({
      sub: 'user-7',
      name: '\u202eAna\u200b \u2066Putri\n',
      email: '\u200bana@example.com',
    })
    expect(await site.identify(token, identity)).toMatchObject({ body: { name: 'Ana Putri' } })
  })

  test('is not signed in by a word that holds for too long, or is of nobody', async () => {
    const { token } = await world.customer()
    for (const [what, claims, why] of BAD) {
      const identity = site.raw({ sub: 'user-7', exp: Date.now() / 1_000 + 600, ...claims })
      const forbidden = { status: 403, body: { code: 'forbidden', identity: why } }
      expect({ what, ...(await site.identify(token, identity)) }).toEqual({ what, ...forbidden })
    }
  })

  test('is nobody when the word is not the site’s', async () => {
    const guest = await world.customer()
    await guest.says('Hello')
    const later = Math.floor(Date.now() / 1_000) + 600
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const payload = Buffer.from(JSON.stringify({ ...ANA, exp: later })).toString('base64url')
    const words: [word: string, why: string][] = [
      [await sign(ANA, 'x'.repeat(43), later), 'signature'],
      [await site.word({ name: 'Nobody' }), 'subject'],
      [`${none}.${payload}.`, 'algorithm'],
      ['', 'malformed'],
      ['a.b.c', 'malformed'],
    ]
    for (const [identity, why] of words) {
      expect(await site.identify(guest.token, identity)).toEqual({
        status: 403,
        body: { code: 'forbidden', identity: why },
      })
    }
    expect(await site.identify(guest.token, await site.wordFor(guest.token, ANA, -70))).toEqual({
      status: 401,
      body: { code: 'identity-expired' },
    })
    const everything = { after: 0, before: null, limit: 200 }
    const { messages } = await guest.ask('messages:pull', everything)
    expect(messages[0]?.text).toBe('Hello')
  })
})
