import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as v from 'valibot'
import { failure, type Answer } from '@baton/protocol/errors.ts'
import { failureOf } from './support/clients.ts'
import { startWorld, until, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

/** A clock that stands still: what is let through is the burst and not one more. */
const standing = { clock: () => Date.UTC(2026, 10, 23) }

const PULL = { after: 0, before: null, limit: 1 }

function count(answers: readonly Answer<unknown>[]) {
  const refused = answers.filter((answer) => !answer.ok).map(failureOf)
  return { let: answers.length - refused.length, refused }
}

// Limits are kept in memory and never ask the database, so one engine says it all.
describe('too much in too short a time', () => {
  let world: World
  beforeEach(async () => {
    world = await startWorld('sqlite', { ...standing, config: { requestsPerSecond: 10 } })
  })
  afterEach(() => world.end())

  test('one connection of an agent is told to slow down and when to go on', async () => {
    const rina = await world.agent('rina')
    const answers = await Promise.all(
      Array.from({ length: 150 }, () => rina.socket.emitWithAck('templates:uses', {})),
    )
    const { let: through, refused } = count(answers)
    expect(through).toBe(100)
    expect(refused[0]).toEqual({ code: 'rate-limited', retryAfterMs: 100 })
    const sari = await world.agent('sari')
    await sari.ask('templates:uses', {})
  })

  test('one connection pulls one page at a time', async () => {
    const rina = await world.agent('rina')
    const pull = { timeline: null, after: 0, horizon: 0, limit: 1 }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => rina.socket.emitWithAck('changes:pull', pull)),
    )
    const { let: through, refused } = count(answers)
    expect(through).toBe(1)
    expect(refused[0]).toEqual({ code: 'rate-limited', retryAfterMs: 1_000 })
    await rina.ask('changes:pull', pull)
  })

  test('more connections give a customer nothing more, and take nothing from others', async () => {
    const first = await world.customer()
    const sockets = [first, await world.customer(first), await world.customer(first)]
    const answers = await Promise.all(
      sockets.flatMap(({ socket }) =>
        Array.from({ length: 10 }, () => socket.emitWithAck('messages:pull', PULL)),
      ),
    )
    const { let: through, refused } = count(answers)
    expect(through).toBe(10)
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['rate-limited']))
    expect(refused.every(({ retryAfterMs = 0 }) => retryAfterMs > 0)).toBe(true)
    first.socket.disconnect()
    const again = await world.customer(first)
    expect((await refusalOf(again.ask('messages:pull', PULL))).code).toBe('rate-limited')
    const other = await world.customer()
    await other.ask('messages:pull', PULL)
  })

  test('an address makes only so many customers a minute, and is told when to go on', async () => {
    const make = () =>
      fetch(`${world.server.url}/api/customers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ team: 'nusa' }),
      })
    const responses = await Promise.all(Array.from({ length: 70 }, make))
    const limited = responses.filter(({ status }) => status === 429)
    expect(limited).toHaveLength(10)
    const { code, retryAfterMs } = v.parse(failure, await limited[0]?.json())
    expect(code).toBe('rate-limited')
    expect(retryAfterMs).toBeGreaterThan(0)
  })

  test('a message of more than 64 KB ends the connection that sent it, and no other', async () => {
    const [one, other] = [await world.customer(), await world.customer()]
    one.socket.emit('message:send', { id: newId(), text: 'x'.repeat(70_000) }, () => undefined)
    await until(() => (one.socket.disconnected ? true : undefined))
    await other.ask('messages:pull', PULL)
    const response = await fetch(`${world.server.url}/api/customers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ team: 'x'.repeat(70_000) }),
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toEqual({ code: 'invalid' })
  })
})

const PATIENCE = { timeout: 30_000, interval: 20 }

describe('too many connections at once', () => {
  const limits = { socketsPerCustomer: 3, socketsPerAddress: 4, proxies: 1 }

  test("a customer's next page is told to come back later, and gets in when another has closed", async () => {
    const world = await startWorld('sqlite', { config: limits })
    const pages = [await world.customer()]
    for (let n = 1; n < limits.socketsPerCustomer; n += 1)
      pages.push(await world.customer(pages[0]))
    await expect(world.customer(pages[0])).rejects.toMatchObject({
      data: { code: 'rate-limited', retryAfterMs: 10_000 },
    })
    await world.customer()
    pages[1]?.socket.disconnect()
    await vi.waitFor(() => world.customer(pages[0]), PATIENCE)
    await world.end()
  })

  test('an address that holds too many is refused, others are not', async () => {
    const world = await startWorld('sqlite', { config: limits })
    const from = (address: string) => openFrom(world.server.url, address)
    const open: Duplex[] = []
    for (let n = 0; n < limits.socketsPerAddress; n += 1) open.push(await from('203.0.113.7'))
    await expect(from('203.0.113.7')).rejects.toThrow('refused with 400')
    // What a client writes in front of what the proxy saw makes it nobody else.
    await expect(from('192.0.2.1, 203.0.113.7')).rejects.toThrow('refused with 400')
    open.push(await from('203.0.113.8'))
    open[0]?.destroy()
    await vi.waitFor(async () => open.push(await from('203.0.113.7')), PATIENCE)
    for (const socket of open) socket.destroy()
    await world.end()
  })
})

/** A connection that a proxy in front of the server says comes from this address. */
function openFrom(url: string, address: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/socket.io/?EIO=4&transport=websocket`, {
      headers: {
        ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
        'sec-websocket-key': randomBytes(16).toString('base64'),
        'x-forwarded-for': address,
      },
    })
    asked.once('upgrade', (_answer, socket) => resolve(socket))
    asked.once('response', ({ statusCode }) => reject(new Error(`refused with ${statusCode}`)))
    asked.once('error', reject)
    asked.end()
  })
}
