import type { Delivery } from '@baton/protocol/webhook.ts'
import { createHmac } from 'node:crypto'
import { Webhook as Verifier } from 'standardwebhooks'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startHostileServer, type HostileServer } from '../support/hostile-server.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, type World } from './support/world.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const event = v.object({ id: v.string(), type: v.string(), ref: v.nullable(v.string()) })

describe.each(ENGINES)('webhooks on %s', (engine) => {
  let world: World
  let dimas: AgentClient
  let bot: ApiClient
  let receiver: HostileServer
  let ahead: number
  /** What the receiver answers: a status for each reference of a conversation, 200 for any other. */
  let answers: Map<string | null, number>
  let retryAfter: string | null
  let hangs: boolean
  beforeEach(async () => {
    ahead = 0
    answers = new Map()
    retryAfter = null
    hangs = false
    receiver = await startHostileServer({
      '/hook': (_, response) => {
        if (hangs) return
        const { ref } = lastTold()
        if (retryAfter !== null) response.setHeader('retry-after', retryAfter)
        response.writeHead(answers.get(ref) ?? 200).end(`told of ${ref ?? 'nothing'}`)
      },
    })
    world = await startWorld(engine, {
      clock: () => Date.now() + ahead,
      config: { allowHosts: [{ host: '127.0.0.1', port: receiver.port }] },
    })
    dimas = await world.agent('dimas')
    bot = await integrate(dimas, world.server)
    for (const ref of ['r1', 'r2']) {
      await bot.ask('PUT', `/conversations/${ref}`, { customer: { id: ref, name: 'Ana' } })
    }
  })
  afterEach(async () => {
    await world.end()
    await receiver.stop()
  })

  const bodies = () => receiver.asked.map(({ body }) => v.parse(event, JSON.parse(body)))
  const lastTold = () => bodies().at(-1) ?? { ref: null }
  const set = async (path = '/hook') => {
    const url = receiver.url + path
    return dimas.ask('webhook:set', { integrationId: bot.id, url })
  }
  const say = (ref: string, id: string) =>
    bot.ask('POST', `/conversations/${ref}/messages`, { id, from: 'customer', text: `Hello ${id}` })
  const toldOf = (ref: string | null) => bodies().filter((told) => told.ref === ref)
  const untilTold = (ref: string | null, times: number) =>
    until(() => (toldOf(ref).length >= times ? toldOf(ref) : undefined))
  const log = async (): Promise<Delivery[]> => {
    const asked = { integrationId: bot.id, before: null }
    return (await dimas.ask('webhook:log', asked)).deliveries
  }
  const webhook = async () => (await dimas.ask('integrations:list', {})).integrations[0]?.webhook
  const isState = (state: string) =>
    expect.poll(async () => (await webhook())?.state, { timeout: 20_000 }).toBe(state)
  /** Waits until nothing is sent any more. */
  const quiet = async () => {
    for (let before = -1; before !== receiver.asked.length;) {
      before = receiver.asked.length
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }

  test('are told of events as they are read, in order, with signatures that hold', async () => {
    await say('r1', 'before')
    const { secret } = await set()
    for (const id of ['m1', 'm2', 'm3']) await say('r1', id)
    await untilTold('r1', 3)
    await quiet()
    const { body } = await bot.ask('GET', '/events')
    const { events } = v.parse(v.object({ events: v.array(v.unknown()) }), body)
    // What was said before it was set is not told.
    expect(receiver.asked.map((asked): unknown => JSON.parse(asked.body))).toEqual(events.slice(1))
    for (const asked of receiver.asked) {
      const headers = v.parse(v.record(v.string(), v.string()), asked.headers)
      expect(new Verifier(secret ?? '').verify(asked.body, headers)).toBeTruthy()
      const hex = createHmac('sha256', secret ?? '')
        .update(asked.body)
        .digest('hex')
      expect(headers['x-webhook-signature']).toBe(hex)
      expect(headers['webhook-id']).toBe(v.parse(event, JSON.parse(asked.body)).id)
      expect(() => new Verifier(secret ?? '').verify(`${asked.body} `, headers)).toThrow()
    }
    expect(await webhook()).toMatchObject({ state: 'working', heldUp: 0 })
    expect(await log()).toMatchObject([
      {
        type: 'message.created',
        state: 'delivered',
        status: 200,
        answer: 'told of r1',
        attempt: 1,
      },
      {},
      {},
    ])
  })

  test('show the secret once, and keep no more of it than its ciphertext', async () => {
    const { secret } = await set()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect((await set()).secret).toBeNull()
    const { db } = world.server.database
    const kept = [
      await db.selectFrom('webhooks').selectAll().execute(),
      await db.selectFrom('edits').selectAll().execute(),
      await db.selectFrom('audit').selectAll().execute(),
    ]
    expect(JSON.stringify(kept)).not.toContain(secret)
  })

  test('sign with both secrets for a day after a rotation', async () => {
    const { secret: first } = await set()
    const { secret: second } = await dimas.ask('webhook:rotate', { integrationId: bot.id })
    expect(second).not.toBe(first)
    const holds = (secret: string | null) => {
      const asked = receiver.asked.at(-1)
      const headers = v.parse(v.record(v.string(), v.string()), asked?.headers)
      // The verifier would look at the time of its own clock.
      const made = new Verifier(secret ?? '').sign(
        headers['webhook-id'] ?? '',
        new Date(Number(headers['webhook-timestamp']) * 1_000),
        asked?.body ?? '',
      )
      return headers['webhook-signature']?.split(' ').includes(made)
    }
    await say('r1', 'm1')
    await untilTold('r1', 1)
    expect([holds(first), holds(second)]).toEqual([true, true])
    ahead = 25 * HOUR_MS
    await say('r1', 'm2')
    await untilTold('r1', 2)
    expect([holds(first), holds(second)]).toEqual([false, true])
  })

  test('hold up no other conversation while one fails, and send it in order once it goes', async () => {
    await set()
    answers.set('r1', 500)
    await say('r1', 'm1')
    await untilTold('r1', 1)
    await isState('failing')
    await say('r1', 'm2')
    await say('r2', 'm1')
    await untilTold('r2', 1)
    await quiet()
    expect(toldOf('r1')).toHaveLength(1)
    expect((await webhook())?.heldUp).toBe(1)
    ahead += 7_000
    await untilTold('r1', 2)
    await quiet()
    expect(toldOf('r1').map(({ id }) => id)).toEqual([toldOf('r1')[0]?.id, toldOf('r1')[0]?.id])
    answers.clear()
    ahead += 40_000
    await untilTold('r1', 4)
    await quiet()
    const [first, , third, fourth] = toldOf('r1')
    expect(third?.id).toBe(first?.id)
    expect(fourth?.id).not.toBe(first?.id)
    expect(toldOf('r1')).toHaveLength(4)
    await isState('working')
  })

  test('are tried six times, then parked until an admin sends it again', async () => {
    await set()
    answers.set('r1', 503)
    await say('r1', 'm1')
    await untilTold('r1', 1)
    let tries = 1
    for (const wait of [7_000, 40_000, 7 * MINUTE_MS, 80 * MINUTE_MS, 8 * HOUR_MS]) {
      // A little sooner than it is due it is not sent.
      ahead += wait / 2
      await quiet()
      expect(toldOf('r1')).toHaveLength(tries)
      ahead += wait / 2
      tries += 1
      await untilTold('r1', tries)
      await quiet()
    }
    await isState('parked')
    ahead += 30 * HOUR_MS
    await say('r1', 'm2')
    await quiet()
    expect(toldOf('r1')).toHaveLength(6)
    answers.clear()
    const [parked] = await log()
    expect(parked).toMatchObject({ attempt: 6, status: 503, state: 'failed' })
    await dimas.ask('webhook:redeliver', { deliveryId: parked?.id ?? '' })
    await untilTold('r1', 8)
    await isState('working')
  })

  test('wait as long as an answer says', async () => {
    await set()
    answers.set('r1', 429)
    retryAfter = '120'
    await say('r1', 'm1')
    await untilTold('r1', 1)
    ahead += 60_000
    await quiet()
    expect(toldOf('r1')).toHaveLength(1)
    answers.clear()
    ahead += 61_000
    await untilTold('r1', 2)
  })

  test('are parked at once when they are gone, and go on when a test arrives', async () => {
    await set()
    answers.set('r1', 410)
    await say('r1', 'm1')
    await isState('parked')
    await say('r2', 'm1')
    ahead += HOUR_MS
    await quiet()
    expect(receiver.asked).toHaveLength(1)
    answers.clear()
    await dimas.ask('webhook:test', { integrationId: bot.id })
    await untilTold(null, 1)
    expect(toldOf(null)[0]?.type).toBe('webhook.test')
    await untilTold('r1', 2)
    await untilTold('r2', 1)
    await isState('working')
  })

  test('go on where they were after a restart, and lose nothing', async () => {
    await set()
    hangs = true
    await say('r1', 'm1')
    await until(() => (receiver.asked.length > 0 ? true : undefined))
    await say('r2', 'm1')
    hangs = false
    await world.server.restart()
    await say('r1', 'm2')
    await untilTold('r1', 3)
    await untilTold('r2', 1)
    await quiet()
    const ids = toldOf('r1').map(({ id }) => id)
    // The one that hung was sent again, under the same id.
    expect(ids[0]).toBe(ids[1])
    expect(new Set(ids).size).toBe(2)
  })
})
