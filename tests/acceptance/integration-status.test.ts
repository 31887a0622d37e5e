import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Row } from '@baton/protocol/changes.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startHostileServer } from '../support/hostile-server.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'

const MINUTE_MS = 60_000

describe.each(ENGINES)('an integration that is down on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let dimas: AgentClient
  let bot: ApiClient
  let ahead: number
  let receiver: Awaited<ReturnType<typeof startHostileServer>>
  beforeEach(async () => {
    ahead = 0
    receiver = await startHostileServer()
    world = await startWorld(engine, {
      clock: () => Date.now() + ahead,
      config: { allowHosts: [{ host: '127.0.0.1', port: receiver.port }] },
    })
    rina = await world.agent('rina')
    dimas = await world.agent('dimas')
    bot = await integrate(dimas, world.server)
    await bot.ask('PUT', '/conversations/r1', { customer: { id: 'ana', name: 'Ana' } })
    await bot.ask('GET', '/events')
  })
  afterEach(async () => {
    await world.end()
    await receiver.stop()
  })

  const say = (id: string, from = 'customer') => {
    const message = { id, from, text: 'Where is my cup?', ...(from === 'ai' && { epoch: 0 }) }
    return bot.ask('POST', '/conversations/r1/messages', message)
  }
  const told = (rows: readonly Row[]) =>
    rows.flatMap((row) => (row.kind === 'team' ? (row.value.integrations ?? []) : []))
  /** Since when, as Rina's connection was told last. */
  const since = () =>
    rina.changes.flatMap(({ rows }) => told(rows)).findLast(({ id }) => id === bot.id)?.downSince
  const untilDown = () => until(() => since() ?? undefined)
  const untilUp = () => until(() => (since() === null ? true : undefined))
  /** The watch has looked a few times. */
  const watched = () => new Promise((resolve) => setTimeout(resolve, 300))
  const isConversation = (fits: (conversation: Conversation) => boolean) =>
    untilConversation(rina, fits)

  test('is told to every agent when it fetches nothing, and when it is back', async () => {
    await say('m1')
    const taken = await isConversation(({ lastSeq }) => lastSeq === 1)
    await rina.takeOver(taken)
    ahead = MINUTE_MS
    await watched()
    expect(since()).toBeFalsy()
    ahead = 3 * MINUTE_MS
    expect(await untilDown()).toBeLessThanOrEqual(Date.now())
    await bot.ask('GET', '/events')
    await untilUp()
  })

  test('is no bot that is told nothing but what it did itself', async () => {
    await say('m1')
    await say('m2', 'ai')
    ahead = 10 * MINUTE_MS
    await watched()
    expect(since()).toBeFalsy()
  })

  test('hands its unanswered customers to a human, with the reason, once', async () => {
    await say('m1')
    await bot.ask('PUT', '/conversations/r2', { customer: { id: 'budi', name: 'Budi' } })
    const text = 'Thank you'
    await bot.ask('POST', '/conversations/r2/messages', { id: 'm1', from: 'ai', text, epoch: 0 })
    const { id, epoch } = await isConversation(({ customer }) => customer.name === 'Budi')
    // Something that the bot has to be told.
    await rina.takeOver({ id, epoch })
    ahead = 3 * MINUTE_MS
    await untilDown()
    const waiting = await isConversation(({ state }) => state === 'waiting')
    expect(waiting.customer.name).toBe('Ana')
    expect(waiting.handoff).toMatchObject({ cause: 'failed', summary: 'Where is my cup?' })
    expect(waiting.handoff?.tried.join(' ')).toContain('Kopi bot is down')
    await watched()
    const { db } = world.server.database
    const notices = db.selectFrom('messages').select('id').where('event', '=', 'human-asked')
    expect(await notices.execute()).toHaveLength(1)
  })

  test('is none that only writes: nobody waits for what it has never fetched', async () => {
    const writer = await integrate(dimas, world.server)
    const customer = { id: 'budi', name: 'Budi' }
    await writer.ask('PUT', '/conversations/r2', { customer })
    const text = 'Hello'
    await writer.ask('POST', '/conversations/r2/messages', { id: 'm1', from: 'customer', text })
    const { id, epoch } = await isConversation((one) => one.customer.name === 'Budi')
    await rina.takeOver({ id, epoch })
    ahead = 10 * MINUTE_MS
    await watched()
    const rows = rina.changes.flatMap((one) => told(one.rows))
    expect(rows.filter((one) => one.id === writer.id && one.downSince)).toEqual([])
  })

  test('is none for what happened in trials', async () => {
    const trial = { customer: { id: 'trial' }, test: true }
    const made = await bot.ask('PUT', '/conversations/t1', trial)
    expect(made.status).toBe(200)
    const { db } = world.server.database
    const said = { id: 'm1', from: 'customer', text: 'Hello' }
    await bot.ask('POST', '/conversations/t1/messages', said)
    // As if somebody else had said it.
    const events = await db.selectFrom('integrationEvents').select(['id', 'body']).execute()
    for (const event of events) {
      const body = event.body.replace(/"caused_by":\{[^}]*\}/, '"caused_by":null')
      await db.updateTable('integrationEvents').set({ body }).where('id', '=', event.id).execute()
    }
    ahead = 10 * MINUTE_MS
    await watched()
    expect(since()).toBeFalsy()
  })

  test('leaves alone what it had nothing to say to while it was there', async () => {
    await say('m1')
    await isConversation(({ lastSeq }) => lastSeq === 1)
    ahead = 20 * MINUTE_MS
    await bot.ask('GET', '/events')
    await bot.ask('PUT', '/conversations/r2', { customer: { id: 'budi', name: 'Budi' } })
    const text = 'Hello'
    await bot.ask('POST', '/conversations/r2/messages', { id: 'm1', from: 'ai', text, epoch: 0 })
    const { id, epoch } = await isConversation(({ customer }) => customer.name === 'Budi')
    await rina.takeOver({ id, epoch })
    ahead = 24 * MINUTE_MS
    await untilDown()
    await watched()
    const { db } = world.server.database
    const waiting = db.selectFrom('conversations').select('id').where('state', '=', 'waiting')
    expect(await waiting.execute()).toEqual([])
  })

  test('is one whose webhook was given up, for what happens afterwards, too', async () => {
    const integrationId = bot.id
    await dimas.ask('webhook:set', { integrationId, url: `${receiver.url}/ok` })
    await say('m1')
    await until(() => (receiver.asked.length > 0 ? true : undefined))
    const { db } = world.server.database
    const delivered = () =>
      db.selectFrom('webhooks').select('lastDeliveredAt').executeTakeFirstOrThrow()
    await expect
      .poll(async () => (await delivered()).lastDeliveredAt, { timeout: 10_000 })
      .not.toBeNull()
    // It was gone for an event from before that.
    await db.updateTable('webhooks').set({ parkedAt: Date.now() }).execute()
    await say('m2')
    ahead = MINUTE_MS + 5_000
    await untilDown()
  })

  test('is one whose webhook takes nothing, until it does', async () => {
    const integrationId = bot.id
    await dimas.ask('webhook:set', { integrationId, url: `${receiver.url}/status?code=500` })
    await say('m1')
    await until(() => (receiver.asked.length > 0 ? true : undefined))
    ahead = MINUTE_MS + 1_000
    await untilDown()
    await dimas.ask('webhook:set', { integrationId, url: `${receiver.url}/ok` })
    await untilUp()
  })
})
