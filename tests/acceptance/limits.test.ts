import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { failure, type Answer } from '@baton/protocol/errors.ts'
import { failureOf, resultOf } from './support/clients.ts'
import { startWorld, until, type World } from './support/world.ts'

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
    const pull = { timeline: null, after: 0, horizon: 0, limit: 1 }
    const answers = await Promise.all(
      Array.from({ length: 150 }, () => rina.socket.emitWithAck('changes:pull', pull)),
    )
    const { let: through, refused } = count(answers)
    expect(through).toBe(100)
    expect(refused[0]).toEqual({ code: 'rate-limited', retryAfterMs: 100 })
    const sari = await world.agent('sari')
    resultOf(await sari.socket.emitWithAck('changes:pull', pull))
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
    expect(failureOf(await again.socket.emitWithAck('messages:pull', PULL)).code).toBe(
      'rate-limited',
    )
    const other = await world.customer()
    resultOf(await other.socket.emitWithAck('messages:pull', PULL))
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
    resultOf(await other.socket.emitWithAck('messages:pull', PULL))
    const response = await fetch(`${world.server.url}/api/customers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ team: 'x'.repeat(70_000) }),
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toEqual({ code: 'invalid' })
  })
})
