import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apiError } from '../../server/integrations/v1/api-error.ts'
import { conversationState } from '../../server/integrations/v1/api-schemas.ts'
import {
  eventPage,
  type Event,
  type EventPage,
} from '../../server/integrations/v1/event-schemas.ts'
import { REQUEST_TIMES } from '../../server/edge/time-limits.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, type World } from './support/world.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

describe.each(ENGINES)('events of an integration on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let dimas: AgentClient
  let bot: ApiClient
  let ahead: number
  const begin = async (undo: number, body = REQUEST_TIMES.body) => {
    ahead = 0
    world = await startWorld(engine, {
      clock: () => Date.now() + ahead,
      timing: { undo, sweep: 20 },
      requestTimes: { ...REQUEST_TIMES, body },
    })
    rina = await world.agent('rina')
    dimas = await world.agent('dimas')
    bot = await integrate(dimas, world.server)
    await bot.ask('PUT', '/conversations/r1', { customer: { id: 'ana', name: 'Ana' } })
  }
  beforeEach(() => begin(0))
  afterEach(() => world.end())

  const read = async (query = '', by = bot): Promise<EventPage> =>
    v.parse(eventPage, (await by.ask('GET', `/events?${query}`)).body)
  const typesOf = (events: readonly Event[]) => events.map(({ type }) => type)
  const post = (...messages: object[]) =>
    bot.ask('POST', '/conversations/r1/messages', { messages })
  const asks = (id: string) => ({ id, from: 'customer', text: 'Where is my cup?' })
  const state = async () =>
    v.parse(conversationState, (await bot.ask('GET', '/conversations/r1')).body)
  const takenOver = async () => {
    const { conversation_id: id, epoch } = await state()
    return rina.takeOver({ id, epoch })
  }
  const handOff = () => {
    const card = { reason: 'unsure', summary: 'Wants a refund' }
    return bot.ask('POST', '/conversations/r1/handoff', { id: 'h1', card })
  }

  test('tell a conversation from its first word to its end, in order, each once', async () => {
    await post(asks('m1'), { id: 'm2', from: 'ai', text: 'On its way.', epoch: 0 })
    await handOff()
    const taken = await takenOver()
    await rina.reply(taken, 'I am Rina.')
    await rina.note(taken, 'Only for us')
    const back = await rina.handBack(taken, { note: 'Refund is made' })
    await bot.ask('POST', '/conversations/r1/resolve', { epoch: back.epoch })
    await post(asks('m3'))
    const { events, cursor } = await read()
    expect(typesOf(events)).toEqual([
      'message.created',
      'message.created',
      'handoff.queued',
      'message.created',
      'handoff.accepted',
      'message.created',
      'message.created',
      'conversation.returned',
      'message.created',
      'conversation.resolved',
      'message.created',
      'conversation.reopened',
      'message.created',
    ])
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
    expect(new Set(events.map(({ ref }) => ref))).toEqual(new Set(['r1']))
    expect(JSON.stringify(events)).not.toContain('Only for us')
    const said = events.flatMap((event) =>
      event.type === 'message.created' ? [event.message] : [],
    )
    expect(
      said.map(({ id, from, text }) => [from === 'agent' ? text : id, from]).slice(0, 2),
    ).toEqual([
      ['m1', 'customer'],
      ['m2', 'ai'],
    ])
    const seqs = said.map(({ seq }) => seq)
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
    const find = (type: Event['type']) => events.find((event) => event.type === type)
    const agent = { id: world.ids.rina, name: 'Rina' }
    expect(find('handoff.accepted')).toMatchObject({ epoch: taken.epoch, agent, caused_by: null })
    const returned = { epoch: back.epoch, note: 'Refund is made' }
    expect(find('conversation.returned')).toMatchObject(returned)
    expect(find('handoff.queued')).toMatchObject({ caused_by: { key: bot.key.id } })
    // From any of them on the rest comes, and after the last nothing.
    for (const [place, { id }] of events.entries()) {
      expect((await read(`after=${id}`)).events).toEqual(events.slice(place + 1))
    }
    expect(await read(`after=${cursor ?? ''}`)).toEqual({ events: [], cursor })
  })

  test('tell a bot what its conversation was about when it comes back, once that can no longer be undone', async () => {
    await world.end()
    await begin(300)
    await post(asks('m1'))
    const taken = await takenOver()
    await rina.reply(taken, 'It is in Bandung.')
    await rina.handBack(taken, { note: 'Be kind' })
    const returned = async () =>
      (await read()).events.find(({ type }) => type === 'conversation.returned')
    const cup = 'Where is my cup? – It is in Bandung.'
    await expect
      .poll(returned, { timeout: 30_000 })
      .toMatchObject({ note: 'Be kind', summary: cup })
  })

  test('of the own chat and of other integrations are none of its business', async () => {
    const other = await integrate(dimas, world.server)
    const customer = await world.customer()
    await customer.says('Hello')
    await post(asks('m1'))
    expect((await read('', other)).events).toEqual([])
    const [mine] = (await read()).events
    const foreign = await other.ask('GET', `/events?after=${mine?.id ?? ''}`)
    expect([foreign.status, v.parse(apiError, foreign.body).code]).toEqual([410, 'cursor_gone'])
    const writer = await integrate(dimas, world.server, { scopes: ['write'] })
    expect((await writer.ask('GET', '/events')).status).toBe(403)
  })

  test('tell of no move while it can be taken back', async () => {
    await world.end()
    await begin(600_000)
    const taken = await takenOver()
    const { cursor } = await read()
    const back = await rina.handBack(taken)
    await rina.undo(back)
    expect((await read(`after=${cursor ?? ''}`)).events).toEqual([])
    const { epoch } = await state()
    await rina.resolve({ id: taken.id, epoch })
    expect((await read(`after=${cursor ?? ''}`)).events).toEqual([])
    // The customer writes: for them it never was resolved.
    await post(asks('m1'))
    expect(typesOf((await read(`after=${cursor ?? ''}`)).events)).toEqual(['message.created'])
  })

  test('tell a bot its new epoch when a move of an agent was taken back', async () => {
    await world.end()
    await begin(600_000)
    const { conversation_id: id, epoch } = await state()
    const resolved = await rina.resolve({ id, epoch })
    expect((await read()).events).toEqual([])
    await rina.undo(resolved)
    const { events } = await read()
    expect(events).toMatchObject([{ type: 'conversation.returned', epoch: epoch + 2 }])
  })

  test('are waited for longer than a body may take, and come at once', async () => {
    await world.end()
    await begin(0, 1_500)
    const first = await read('wait=2')
    expect(first).toEqual({ events: [], cursor: null })
    const waiting = read('wait=25')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const from = performance.now()
    await post(asks('m1'))
    expect(typesOf((await waiting).events)).toEqual(['message.created'])
    expect(performance.now() - from).toBeLessThan(5_000)
  })

  test('are told to nobody whose key was revoked while they waited', async () => {
    const waiting = bot.ask('GET', '/events?wait=25')
    await new Promise((resolve) => setTimeout(resolve, 200))
    const other = await dimas.ask('key:make', {
      integrationId: bot.id,
      test: false,
      scopes: ['write'],
    })
    await dimas.ask('key:revoke', { keyId: bot.key.id })
    await fetch(`${world.server.url}/v1/conversations/r1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': other.secret ?? '', 'content-type': 'application/json' },
      body: JSON.stringify(asks('m1')),
    })
    expect((await waiting).status).toBe(401)
  })

  test('come as a stream, from the last one that was read', async () => {
    await post(asks('m1'), asks('m2'))
    const [first] = (await read()).events
    const aborted = new AbortController()
    const response = await fetch(`${world.server.url}/v1/events/stream`, {
      headers: { 'x-api-key': bot.key.secret, 'last-event-id': first?.id ?? '' },
      signal: aborted.signal,
    })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    let text = ''
    const reading = (async () => {
      for await (const part of response.body ?? []) text += Buffer.from(part).toString('utf8')
    })().catch(() => undefined)
    const idsIn = () => [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id)
    await until(() => (idsIn().length === 1 ? true : undefined))
    await post(asks('m3'))
    await until(() => (idsIn().length === 2 ? true : undefined))
    expect(idsIn()).toEqual((await read(`after=${first?.id ?? ''}`)).events.map(({ id }) => id))
    aborted.abort()
    await reading
  })

  test('wait no longer than the server lives', async () => {
    const waiting = bot.ask('GET', '/events?wait=25').catch(() => null)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const from = performance.now()
    await world.server.restart()
    await waiting
    expect(performance.now() - from).toBeLessThan(15_000)
    await post(asks('m1'))
    expect(typesOf((await read()).events)).toEqual(['message.created'])
  })

  test('are kept for 30 days', async () => {
    await post(asks('m1'))
    const { cursor } = await read()
    ahead = 29 * DAY_MS
    await post(asks('m2'))
    expect((await read(`after=${cursor ?? ''}`)).events).toHaveLength(1)
    ahead = 31 * DAY_MS
    await expect
      .poll(async () => (await bot.ask('GET', `/events?after=${cursor ?? ''}`)).status, {
        timeout: 10_000,
      })
      .toBe(410)
    expect(typesOf((await read()).events)).toEqual(['message.created'])
  })
})
