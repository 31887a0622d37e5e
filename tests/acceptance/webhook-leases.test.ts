import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { handOut } from '../../server/integrations/webhooks/lanes.ts'
import { webhookLeases } from '../../server/integrations/webhooks/webhook-leases.ts'
import { startWorker } from '../../server/integrations/webhooks/webhook-worker.ts'
import { randomIds } from '../../server/ground/clock.ts'
import { createSealing } from '../../server/ground/sealing.ts'
import { createOutgoing, type Outgoing } from '../../server/outgoing/outgoing.ts'
import { startHostileServer, type HostileServer } from '../support/hostile-server.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, type World } from './support/world.ts'

/** Longer than a webhook is one process's without a sign of life. */
const PAUSE_MS = 61_000
const told = v.object({ message: v.object({ text: v.string() }) })

describe.each(ENGINES)('a webhook that two processes deliver for, on %s', (engine) => {
  let world: World
  let bot: ApiClient
  let receiver: HostileServer
  let outgoing: Outgoing
  let ahead: number
  const clock = () => Date.now() + ahead
  /** Answers the first request once it is called. */
  let answerFirst: (() => void) | null
  /** What requests after the first are answered. */
  let status: (text: string) => number
  beforeEach(async () => {
    ahead = 0
    answerFirst = null
    status = () => 200
    receiver = await startHostileServer({
      '/hook': (_, response) => {
        if (receiver.asked.length === 1) answerFirst = () => void response.end()
        else response.writeHead(status(texts().at(-1) ?? '')).end()
      },
    })
    const allowHosts = [{ host: '127.0.0.1', port: receiver.port }]
    outgoing = createOutgoing({ allowHosts })
    // A bot that is silent for so long is down: not what this is about.
    const timing = { integrationWatch: 3_600_000 }
    world = await startWorld(engine, { clock, timing, config: { allowHosts } })
    const dimas = await world.agent('dimas')
    bot = await integrate(dimas, world.server)
    await bot.ask('PUT', '/conversations/r1', { customer: { id: 'r1', name: 'Ana' } })
    await dimas.ask('webhook:set', { integrationId: bot.id, url: `${receiver.url}/hook` })
  })
  afterEach(async () => {
    await world.end()
    outgoing.close()
    await receiver.stop()
  })

  const texts = () => receiver.asked.map(({ body }) => v.parse(told, JSON.parse(body)).message.text)
  const say = (text: string) =>
    bot.ask('POST', '/conversations/r1/messages', { id: text, from: 'customer', text })

  /** Takes the webhook before the server does, as another process would, and delivers when it is called. */
  const takeFirst = async () => {
    const { db } = world.server.database
    const leases = webhookLeases({ db, clock, holder: randomIds.next() })
    const { id } = await db.selectFrom('webhooks').select('id').executeTakeFirstOrThrow()
    await leases.take(id)
    const sealing = createSealing('x'.repeat(32))
    return () =>
      startWorker(
        { db, clock, ids: randomIds, outgoing, sealing, leases },
        id,
        new AbortController().signal,
      )
  }

  test('goes back to no earlier place for one that was paused as it handed events out', async () => {
    const { db } = world.server.database
    const webhook = () => db.selectFrom('webhooks').selectAll().executeTakeFirstOrThrow()
    const paused = await webhook()
    await say('one')
    const { rev, place } = await until(() => answerFirst ?? undefined).then(webhook)
    expect(rev).toBeGreaterThan(paused.rev)
    answerFirst?.()
    const lanes = () => db.selectFrom('webhookLanes').select('rev').execute()
    await expect.poll(lanes, { timeout: 10_000 }).toEqual([])
    await handOut(db, paused, clock())
    expect(await lanes()).toEqual([])
    expect(await webhook()).toMatchObject({ rev, place })
  })

  test('loses nothing to the one that was paused in a request until the other had gone on', async () => {
    const start = await takeFirst()
    await say('one')
    const { done } = start()
    const answer = await until(() => answerFirst ?? undefined)
    status = (text) => (text === 'two' ? 500 : 200)
    ahead = PAUSE_MS
    await say('two')
    await expect.poll(texts, { timeout: 10_000 }).toEqual(['one', 'one', 'two'])
    const lanes = () => world.server.database.db.selectFrom('webhookLanes').selectAll().execute()
    await expect.poll(async () => (await lanes())[0]?.attempts, { timeout: 10_000 }).toBe(1)
    const held = await lanes()
    answer()
    await done
    expect(await lanes()).toEqual(held)
    status = () => 200
    ahead += PAUSE_MS
    await expect.poll(texts, { timeout: 10_000 }).toEqual(['one', 'one', 'two', 'two'])
    await expect.poll(lanes, { timeout: 10_000 }).toEqual([])
  })
})
