import { failure } from '@baton/protocol/errors.ts'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pruneFailures } from '../../server/auth/sign-in-failures.ts'
import { PASSWORD } from '../support/made-team.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, type World } from './support/world.ts'

const MINUTE = 60_000

/** Hashing takes a core for a tenth of a second each, and longer beside other work. */
const PATIENT = { timeout: 180_000 }

describe.each(ENGINES)('wrong passwords on %s', PATIENT, (engine) => {
  let world: World
  let now = Date.UTC(2026, 10, 29)
  beforeEach(async () => {
    world = await startWorld(engine, { config: { proxies: 1 }, clock: () => now })
  }, PATIENT.timeout)
  afterEach(() => world.end(), PATIENT.timeout)

  const tryIn = async (email: string, password: string, address: string) => {
    const response = await fetch(`${world.server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ email, password }),
    })
    const body: unknown = await response.json()
    const said = v.safeParse(failure, body)
    return { status: response.status, wait: (said.success && said.output.retryAfterMs) || 0 }
  }
  const rina = 'rina@nusa.example'
  const from = (n: number) => `198.51.100.${n % 250}`

  test('delay an account more and more, from however many addresses, and a restart forgets none', async () => {
    const checked: number[] = []
    const waits: number[] = []
    for (let n = 0; n < 150; n += 1) {
      const { status, wait } = await tryIn(rina, `wrong ${n}`, from(n))
      if (status === 401) checked.push(n)
      else {
        expect([status, wait > 0]).toEqual([429, true])
        // As somebody would who waits as long as they are told, for the first of them.
        if (waits.at(-1) !== wait) waits.push(wait)
        if (waits.length < 8) now += wait
      }
    }
    expect(checked).toHaveLength(5 + 7)
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128].map((seconds) => seconds * 1_000))
    await world.server.restart()
    const right = await tryIn(rina, PASSWORD, '203.0.113.9')
    expect(right).toEqual({ status: 429, wait: 128_000 })
    now += 128_000
    expect((await tryIn(rina, PASSWORD, '203.0.113.9')).status).toBe(200)
    // The right one was given: it begins anew.
    expect((await tryIn(rina, 'wrong', from(1))).status).toBe(401)
  })

  test('no delay is longer than a quarter of an hour, and a day without any forgets all', async () => {
    for (let n = 0; n < 20; n += 1) {
      const { wait } = await tryIn(rina, 'wrong', from(n))
      now += wait
    }
    for (let n = 0; n < 12; n += 1) {
      expect((await tryIn(rina, 'wrong', from(n))).wait).toBeLessThanOrEqual(15 * MINUTE)
      now += 15 * MINUTE
    }
    now += 24 * 60 * MINUTE
    for (let n = 0; n < 5; n += 1) expect((await tryIn(rina, 'wrong', from(n))).status).toBe(401)
  })

  test('many at once are as many as they are', async () => {
    const told = await Promise.all(
      Array.from({ length: 40 }, (_, n) => tryIn(rina, `wrong ${n}`, from(n))),
    )
    expect(told.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5)
  })

  test('keep nobody out who comes from where they signed in before', async () => {
    const home = '203.0.113.7'
    expect((await tryIn(rina, PASSWORD, home)).status).toBe(200)
    for (let n = 0; n < 20; n += 1) await tryIn(rina, 'wrong', from(n))
    expect((await tryIn(rina, PASSWORD, from(99))).status).toBe(429)
    expect((await tryIn(rina, PASSWORD, home)).status).toBe(200)
    // And from there they count by themselves.
    for (let n = 0; n < 5; n += 1) expect((await tryIn(rina, 'wrong', home)).status).toBe(401)
    expect((await tryIn(rina, 'wrong', home)).status).toBe(429)
  })

  test('of an email that nobody has are answered alike', async () => {
    const known: unknown[] = []
    const unknown: unknown[] = []
    for (let n = 0; n < 8; n += 1) {
      known.push(await tryIn(rina, 'wrong', from(n)))
      unknown.push(await tryIn('nobody@nusa.example', 'wrong', from(n)))
    }
    expect(unknown).toEqual(known)
    expect((await tryIn('RINA@nusa.example', 'wrong', from(9))).status).toBe(429)
  })

  test('an office of fifty behind one address signs in within a minute', async () => {
    const { teams } = world.server.app.services
    const names = Array.from({ length: 50 }, (_, n) => `agent${n}@nusa.example`)
    await Promise.all(
      names.map((email, n) =>
        teams.addAgent(world.teamId, { name: `A${n}`, email, password: PASSWORD, role: 'agent' }),
      ),
    )
    const told = await Promise.all(names.map((email) => tryIn(email, PASSWORD, '203.0.113.50')))
    expect(told.map(({ status }) => status)).toEqual(names.map(() => 200))
  })

  test('from one address to many accounts delay that address, and nobody who knows it', async () => {
    expect((await tryIn(rina, PASSWORD, '203.0.113.8')).status).toBe(200)
    for (let n = 0; n < 20; n += 1) {
      expect((await tryIn(`x${n}@nusa.example`, 'wrong', '203.0.113.8')).status).toBe(401)
    }
    expect(await tryIn('y@nusa.example', 'wrong', '203.0.113.8')).toEqual({
      status: 429,
      wait: 3_000,
    })
    expect((await tryIn(rina, PASSWORD, '203.0.113.8')).status).toBe(200)
    expect((await tryIn('y@nusa.example', 'wrong', '203.0.113.9')).status).toBe(401)
  })

  test('are kept for a while and not without end', async () => {
    const { db } = world.server.database
    for (let n = 0; n < 6; n += 1) await tryIn(`x${n}@nusa.example`, 'wrong', from(n))
    await tryIn('x3@nusa.example', 'wrong', from(200))
    const keys = async () =>
      (await db.selectFrom('signInFailures').select('count').execute()).length
    expect(await keys()).toBe(13)
    await pruneFailures(db, now, 2)
    expect(await keys()).toBe(2)
    const left = await db.selectFrom('signInFailures').select('count').execute()
    expect(Math.max(...left.map(({ count }) => count))).toBe(2)
    await pruneFailures(db, now + 24 * 60 * MINUTE)
    expect(await keys()).toBe(0)
  })

  test('what is no email and password is no try', async () => {
    const bodies: unknown[] = [
      { email: { $ne: 1 }, password: 'x' },
      { email: ['rina@nusa.example'], password: 'x' },
      { email: rina, password: 'x'.repeat(5_000) },
      { email: rina },
      [],
      'text',
    ]
    for (const body of bodies) {
      const response = await fetch(`${world.server.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      expect([response.status, await response.json()]).toEqual([400, { code: 'invalid' }])
    }
  })
})
