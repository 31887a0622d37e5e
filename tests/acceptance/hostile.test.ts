import { errorCode, failure } from '@baton/protocol/errors.ts'
import { agentRequests } from '@baton/protocol/agent-requests.ts'
import { customerRequests } from '@baton/protocol/customer-requests.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 as newId } from 'uuid'
import * as v from 'valibot'
import { residentMemory } from '../../bench/support/memory.ts'
import { startServerProcess, type ServerProcess } from '../../scripts/server-process.ts'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { testDice } from '../faults/support/dice.ts'
import type { Dice } from '../support/dice.ts'
import { LONG } from '../faults/support/sizes.ts'
import { connectAgent, connectCustomer, signIn, type AgentClient } from './support/clients.ts'
import { createDatabase, ENGINES, type TestDatabase } from './support/databases.ts'
import { RAW, sendRaw } from './support/raw-socket.ts'
import { fieldsOf, hostileBody } from './support/samples.ts'
import { pullAll, until } from './support/world.ts'

/**
 * Hostile frames after which memory must be what it was; the long form is the figure of the guarantees. A leak
 * would hardly be one engine's, so one of them has the long run.
 */
const FRAMES = LONG ? { sqlite: 100_000, postgres: 100_000 } : { sqlite: 10_000, postgres: 2_000 }
const WARM_UP = 2_000
const AT_ONCE = 50
/** What garbage not yet collected may come to, in MB; 10,000 frames that leaked would be hundreds. */
const FLAT = 60

const answer = v.union([
  v.object({ ok: v.literal(true), data: v.unknown() }),
  v.object({ ok: v.literal(false), error: failure }),
])

const INVALID = { ok: false, error: { code: 'invalid' } }

interface Raw {
  connected: boolean
  disconnect(): unknown
  emit(event: string, ...values: unknown[]): unknown
  once(event: 'disconnect', listener: () => void): unknown
  off(event: 'disconnect', listener: () => void): unknown
}

describe.each(ENGINES)('whatever comes in on %s', (engine) => {
  let database: TestDatabase
  let server: ServerProcess
  let witness: AgentClient
  let known: { conversationId: string; toAgentId: string; customerId: string }
  const faults: string[] = []
  const roles: Record<'agent' | 'customer', () => Promise<Raw>> = {
    agent: () => Promise.reject(new Error('not started')),
    customer: () => Promise.reject(new Error('not started')),
  }

  beforeAll(async () => {
    database = await createDatabase(engine)
    server = await startServerProcess(
      {
        BATON_DEMO: '1',
        BATON_PORT: '0',
        BATON_DATABASE: database.address,
        BATON_LOG_LEVEL: 'error',
        // What stops a flood has its own tests; here every frame shall be looked at.
        BATON_REQUESTS_PER_SECOND: '1000000',
      },
      { log: (line) => faults.push(line) },
    )
    const tokenOf = async ({ email, password }: (typeof DEMO_PEOPLE)[number]) =>
      (await signIn(server.url, email, password)).token ?? ''
    const [rina, sari] = DEMO_PEOPLE
    const token = await tokenOf(rina)
    witness = await connectAgent(server.url, await tokenOf(sari))
    const { rows } = await pullAll(witness)
    const held = rows.find((row) => row.kind === 'conversation' && row.value.state === 'ai')
    if (held?.kind !== 'conversation') throw new Error('The demo has no conversation with the AI.')
    const { id: conversationId, customer: of } = held.value
    known = { conversationId, customerId: of.id, toAgentId: witness.hello.agent.id }
    await startThreads(token)
    const customer = await connectCustomer(server.url, 'demo')
    customer.socket.disconnect()
    roles.agent = async () => (await connectAgent(server.url, token)).socket
    roles.customer = async () => (await connectCustomer(server.url, 'demo', customer)).socket
  }, 60_000)
  afterAll(async () => {
    witness.socket.disconnect()
    await server.stop()
    await database.remove()
  })

  /** The threads that search and think are started when they are first needed, and are memory of their own. */
  async function startThreads(token: string): Promise<void> {
    const other = await connectAgent(server.url, token)
    const query = { query: 'refund', limit: 1 }
    const searches = [witness, other].map(({ socket }) =>
      socket.emitWithAck('search:messages', query),
    )
    const asker = await connectCustomer(server.url, 'demo')
    await asker.socket.emitWithAck('message:send', {
      id: newId(),
      text: 'How long do refunds take?',
    })
    await until(() => asker.messages.find(({ author }) => author.kind === 'ai'))
    await Promise.all(searches)
    other.socket.disconnect()
    asker.socket.disconnect()
  }

  /** The server lives, found no fault of its own, and somebody else's connection went on as if nothing was. */
  async function expectUndisturbed(): Promise<void> {
    expect(faults).toEqual([])
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect(witness.socket.connected).toBe(true)
    expect((await pullAll(witness)).rows.length).toBeGreaterThan(0)
  }

  async function flood(dice: Dice, frames: number): Promise<void> {
    for (const [role, requests] of [
      ['agent', agentRequests],
      ['customer', customerRequests],
    ] as const) {
      let socket = await roles[role]()
      for (let sent = 0; sent < frames / 2; sent += AT_ONCE) {
        if (!socket.connected) socket = await roles[role]()
        const asked = Array.from({ length: AT_ONCE }, () => hostileRequest(socket, requests, dice))
        await Promise.all(asked)
      }
      socket.disconnect()
    }
  }

  async function hostileRequest(
    socket: Raw,
    requests: Readonly<Record<string, v.GenericSchema>>,
    dice: Dice,
  ): Promise<void> {
    const [name, schema] = dice.pick(someOf(Object.entries(requests)))
    const body = hostileBody(schema, known, dice)
    if (dice.fraction() < 0.05) {
      socket.emit(name, ...dice.pick([[], [body], [body, body, body]]))
      return
    }
    const got = await ask(socket, name, body)
    if (got === 'closed') return
    const answered = v.parse(answer, got)
    const sent = JSON.stringify([body])
    const [received] = v.parse(v.array(v.unknown()), JSON.parse(sent))
    // Bytes travel beside the text, and what holds them arrives as something else than JSON would make of it.
    const fits = v.is(schema, received) || sent.includes('"type":"Buffer"')
    if (!fits) expect({ name, got }).toEqual({ name, got: INVALID })
    else if (!answered.ok) expect(answered.error.code).not.toBe('internal')
  }

  test('every event answers every hostile body with a code of the closed set', async () => {
    await flood(testDice(), WARM_UP)
    await expectUndisturbed()
  }, 120_000)

  test('broken bytes, half frames and impossible packets harm nobody but who sent them', async () => {
    for (const frames of Object.values(RAW)) await sendRaw(server.url, frames)
    await expectUndisturbed()
  })

  test('every HTTP endpoint refuses what is wrong, and never as a fault of its own', async () => {
    const dice = testDice()
    const json = { 'content-type': 'application/json' }
    for (const path of [
      '/api/customers',
      '/api/customers/identify',
      '/api/auth/sign-in/email',
      '/api/auth/sign-out',
    ]) {
      const schema = v.object({
        ...{ team: v.string(), token: v.string(), identity: v.string() },
        ...{ email: v.string(), password: v.string() },
      })
      const bodies = Array.from({ length: 15 }, () => JSON.stringify(hostileBody(schema, {}, dice)))
      bodies.push('{', '', '"x"', '[]', 'null', 'x'.repeat(70_000), '['.repeat(60_000))
      for (const body of bodies) {
        const response = await fetch(server.url + path, { method: 'POST', headers: json, body })
        expect({ path, body, fault: response.status >= 500 }).toEqual({ path, body, fault: false })
        const told: unknown = await response.json()
        if (path.startsWith('/api/customers'))
          expect(v.is(v.object({ code: errorCode }), told)).toBe(true)
      }
    }
    const odd = [
      '/%',
      '/%00',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/%00',
      '/api',
      '/x'.repeat(4_000),
    ]
    for (const path of [...odd, '/api/auth/get-session?a[]=1', '/api/auth/sign-up/email']) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const headers = {
          ...json,
          authorization: dice.pick(['Bearer ', 'Bearer {}', '\u00ff', 'x']),
        }
        const response = await fetch(server.url + path, { method, headers })
        await response.body?.cancel()
        expect({ path, method, fault: response.status >= 500 }).toEqual({
          path,
          method,
          fault: false,
        })
      }
    }
    await expectUndisturbed()
  })

  test(`memory is what it was after ${FRAMES[engine]} hostile frames`, async () => {
    const before = await residentMemory(server.pid)
    await flood(testDice(), FRAMES[engine])
    expect((await residentMemory(server.pid)) - before).toBeLessThan(FLAT)
    await expectUndisturbed()
  }, 600_000)
})

test('the requests that are fuzzed are all there are', () => {
  const all = [...Object.entries(agentRequests), ...Object.entries(customerRequests)]
  // Four ask without a body; in any other no field would mean that none was found.
  const bare = all.filter(([, schema]: [string, v.GenericSchema]) => fieldsOf(schema).length === 0)
  expect(bare.map(([event]) => event)).toEqual([
    'templates:uses',
    'integrations:list',
    'model:read',
    'model:test',
  ])
})

/** The answer, or that the connection ended before one came. */
function ask(socket: Raw, name: string, body: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    if (!socket.connected) {
      resolve('closed')
      return
    }
    const closed = () => {
      resolve('closed')
    }
    socket.once('disconnect', closed)
    socket.emit(name, body, (answered: unknown) => {
      socket.off('disconnect', closed)
      resolve(answered)
    })
  })
}

function someOf<T>(values: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = values
  if (first === undefined) throw new Error('There is nothing to pick from.')
  return [first, ...rest]
}
