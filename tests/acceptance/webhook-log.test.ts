import type { Delivery } from '@baton/protocol/webhook.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startHostileServer, type HostileServer } from '../support/hostile-server.ts'
import { refusalOf } from '../support/verbs.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, type World } from './support/world.ts'

describe.each(ENGINES)('the log of a webhook on %s', (engine) => {
  let world: World
  let dimas: AgentClient
  let bot: ApiClient
  let receiver: HostileServer
  beforeEach(async () => {
    receiver = await startHostileServer()
    world = await startWorld(engine, {
      config: { allowHosts: [{ host: '127.0.0.1', port: receiver.port }] },
    })
    dimas = await world.agent('dimas')
    bot = await integrate(dimas, world.server)
    await bot.ask('PUT', '/conversations/r1', { customer: { id: 'r1', name: 'Ana' } })
  })
  afterEach(async () => {
    await world.end()
    await receiver.stop()
  })

  const set = async (path = '/ok') => {
    const url = receiver.url + path
    return dimas.ask('webhook:set', { integrationId: bot.id, url })
  }
  const say = (id: string) =>
    bot.ask('POST', '/conversations/r1/messages', { id, from: 'customer', text: `Hello ${id}` })
  const untilTold = (times: number) =>
    until(() => (receiver.asked.length >= times ? receiver.asked : undefined))
  const log = async (): Promise<Delivery[]> => {
    const asked = { integrationId: bot.id, before: null }
    return (await dimas.ask('webhook:log', asked)).deliveries
  }
  const webhook = async () => (await dimas.ask('integrations:list', {})).integrations[0]?.webhook
  /** Waits until nothing is sent any more. */
  const quiet = async () => {
    for (let before = -1; before !== receiver.asked.length;) {
      before = receiver.asked.length
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }

  test.each([
    ['/status?code=404&text=no', { status: 404, answer: 'no', trouble: null }],
    ['/redirect?to=/ok', { status: null, trouble: 'redirected' }],
    ['/early', { status: null, trouble: 'unreachable' }],
    ['/cut', { status: 200, answer: '{"ok":', trouble: null, state: 'delivered' }],
    ['/endless', { status: 200, trouble: null, state: 'delivered' }],
    ['/not-http', { status: null, trouble: 'not-http' }],
  ])('log what became of %s', async (path, logged) => {
    await set(path)
    const { deliveryId } = await dimas.ask('webhook:test', { integrationId: bot.id })
    await expect
      .poll(async () => (await log()).find(({ id }) => id === deliveryId)?.state, {
        timeout: 20_000,
      })
      .not.toBe('queued')
    const [delivery] = await log()
    expect(delivery).toMatchObject({ cause: 'test', state: 'failed', ...logged })
    expect(delivery?.answer.length).toBeLessThanOrEqual(500)
  })

  test('send an event again that was delivered', async () => {
    await set()
    await say('m1')
    await untilTold(1)
    await quiet()
    const [delivery] = await log()
    const { deliveryId } = await dimas.ask('webhook:redeliver', { deliveryId: delivery?.id ?? '' })
    const [first, again] = await untilTold(2)
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    await quiet()
    expect((await log())[0]).toMatchObject({ id: deliveryId, cause: 'redeliver', status: 200 })
  })

  test('are refused where the server does not ask', async () => {
    const refusal = async (url: string) =>
      refusalOf(dimas.ask('webhook:set', { integrationId: bot.id, url }))
    expect(await refusal('https://169.254.169.254/latest')).toEqual({
      ...{ code: 'invalid', address: 'address-private' },
    })
    expect(await refusal('http://shop.example/hook')).toMatchObject({ address: 'needs-https' })
    expect(await refusal('no address')).toMatchObject({ address: 'address-invalid' })
    const { webhook: made } = await dimas.ask('webhook:set', {
      ...{ integrationId: bot.id, url: 'https://shop.example/hook' },
    })
    expect(made).toMatchObject({ url: 'https://shop.example/hook', state: 'working' })
  })

  test('are gone with their log once removed, or their integration is', async () => {
    await set()
    await say('m1')
    await untilTold(1)
    await quiet()
    await dimas.ask('webhook:remove', { integrationId: bot.id })
    await say('m2')
    await quiet()
    expect(receiver.asked).toHaveLength(1)
    expect(await webhook()).toBeNull()
    const asked = { integrationId: bot.id, before: null }
    expect((await refusalOf(dimas.ask('webhook:log', asked))).code).toBe('not-found')
    await set()
    await dimas.ask('integration:remove', { integrationId: bot.id })
    const { db } = world.server.database
    for (const table of ['webhooks', 'webhookLanes', 'webhookDeliveries'] as const) {
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
    }
  })

  test('say that their secret does not open once the server has another', async () => {
    await set()
    const { db } = world.server.database
    await db.updateTable('webhooks').set({ secret: 'v1.00000000.AAAA' }).execute()
    await say('m1')
    await expect.poll(async () => (await webhook())?.state, { timeout: 20_000 }).toBe('failing')
    expect((await log())[0]).toMatchObject({ trouble: 'secret-changed', status: null })
    expect(receiver.asked).toEqual([])
    await dimas.ask('webhook:rotate', { integrationId: bot.id })
    await dimas.ask('webhook:test', { integrationId: bot.id })
    await untilTold(1)
  })
})
