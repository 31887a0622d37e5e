import type { Typing } from '@baton/protocol/live.ts'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apiError } from '../../server/integrations/v1/api-error.ts'
import { conversationState, mirroredPage } from '../../server/integrations/v1/api-schemas.ts'
import { eventPage } from '../../server/integrations/v1/event-schemas.ts'
import { integrate, keyFor, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, type World } from './support/world.ts'

describe.each(ENGINES)('what is told live of a mirrored conversation, on %s', (engine) => {
  let now = Date.now()
  let world: World
  let rina: AgentClient
  let sari: AgentClient
  let bot: ApiClient
  let id: string
  const heard = new Map<AgentClient, { typing: Typing[]; ended: string[] }>()

  beforeEach(async () => {
    world = await startWorld(engine, { clock: () => now })
    rina = await world.agent('rina')
    sari = await world.agent('sari')
    for (const agent of [rina, sari]) {
      const news: { typing: Typing[]; ended: string[] } = { typing: [], ended: [] }
      heard.set(agent, news)
      agent.socket.on('typing', (body) => news.typing.push(body))
      agent.socket.on('reply:ended', ({ messageId }) => news.ended.push(messageId))
    }
    bot = await integrate(await world.agent('dimas'), world.server)
    id = await put('r1')
    await looks(rina, id)
  })
  afterEach(() => world.end())

  const put = async (ref: string, by = bot) => {
    const { body } = await by.ask('PUT', `/conversations/${ref}`, { customer: { id: 'ana-1' } })
    return v.parse(conversationState, body).conversation_id
  }
  const looks = (agent: AgentClient, conversationId: string, viewing = true) =>
    agent.ask('viewing:set', { conversationId, viewing })
  const live = (body: object, ref = 'r1', by = bot) =>
    by.ask('PUT', `/conversations/${ref}/live`, body)
  const writes = (text: string, more: object = {}) =>
    live({ from: 'ai', epoch: 0, typing: true, id: 'm1', text, ...more })
  const says = (message: object) => bot.ask('POST', '/conversations/r1/messages', message)
  const codeOf = ({ body }: { body: unknown }) => v.parse(apiError, body).code
  const messages = async () => {
    const { body } = await bot.ask('GET', '/conversations/r1/messages')
    return v.parse(mirroredPage, body).messages
  }
  const endedFor = (agent: AgentClient) => heard.get(agent)?.ended ?? []

  test('a customer who types is shown to who looks at it, and to nobody else', async () => {
    expect(await live({ from: 'customer', typing: true })).toMatchObject({
      status: 200,
      body: { conversation_id: id, state: 'ai', epoch: 0 },
    })
    await live({ from: 'customer', typing: false })
    await until(() => heard.get(rina)?.typing[1])
    const who = { kind: 'customer' }
    expect(heard.get(rina)?.typing).toEqual([
      { conversationId: id, who, typing: true },
      { conversationId: id, who, typing: false },
    ])
    expect(heard.get(sari)?.typing).toEqual([])
  })

  test('an answer grows until its message takes its place, and nothing of it is stored', async () => {
    await writes('')
    await until(() => rina.streamed[0])
    await writes('On its')
    await until(() => rina.streamed[1])
    // Who comes later sees what there is.
    await looks(sari, id)
    await until(() => sari.streamed[0])
    expect(rina.streamed.map(({ text }) => text)).toEqual(['', 'On its'])
    const [{ messageId }] = await until(() => (sari.streamed[0] ? [sari.streamed[0]] : undefined))
    expect(await messages()).toEqual([])
    await says({ id: 'm1', from: 'ai', epoch: 0, text: 'On its way.' })
    await until(() => endedFor(rina)[0])
    expect(endedFor(rina)).toEqual([messageId])
    // By its id panels know that these are the words which they show already.
    const stored = rina.changes.flatMap(({ rows }) =>
      rows.flatMap((row) => (row.kind === 'message' ? [row.value] : [])),
    )
    expect(stored).toMatchObject([{ id: messageId, text: 'On its way.' }])
    const { body } = await bot.ask('GET', '/events')
    expect(v.parse(eventPage, body).events.map(({ type }) => type)).toEqual(['message.created'])
    // Whoever looks from now on is told of nothing under way.
    await looks(rina, id, false)
    await looks(rina, id)
    expect(rina.streamed).toHaveLength(2)
  })

  test('a bot that stops, or begins another answer, takes the words back', async () => {
    await writes('One')
    await writes('Two', { id: 'm2' })
    await live({ from: 'ai', epoch: 0, typing: false })
    await until(() => endedFor(rina)[1])
    expect(endedFor(rina)).toEqual(rina.streamed.map(({ messageId }) => messageId))
    expect(new Set(endedFor(rina)).size).toBe(2)
  })

  test('with a take-over the words end, and the bot is told to be silent', async () => {
    await writes('On its')
    const { epoch } = await rina.takeOver({ id, epoch: 0 })
    await until(() => endedFor(rina)[0])
    const owner = { id: world.ids.rina, name: 'Rina' }
    for (const under of [0, epoch]) {
      const late = await writes('On its way', { epoch: under })
      expect(late.status).toBe(409)
      expect(late.body).toMatchObject({ code: 'not_yours', detail: { owner, epoch } })
    }
    // The customer goes on typing, and the agent sees it.
    await live({ from: 'customer', typing: true })
    await until(() => heard.get(rina)?.typing[0])
    expect(rina.streamed.map(({ text }) => text)).toEqual(['On its'])
  })

  test('a conversation is told of 20 times a second, and others meanwhile', async () => {
    await put('r2')
    for (let n = 0; n < 20; n += 1) expect((await writes(`Word ${n}`)).status).toBe(200)
    const more = await writes('Word 20')
    expect(more.status).toBe(429)
    expect(more.body).toMatchObject({ code: 'rate_limited', detail: { retry_after_ms: 50 } })
    expect((await live({ from: 'customer', typing: true }, 'r2')).status).toBe(200)
    // Words that count are not held up by it.
    const said = { id: 'm1', from: 'ai', epoch: 0, text: 'On its way.' }
    expect((await says(said)).status).toBe(200)
    now += 50
    expect((await live({ from: 'customer', typing: true })).status).toBe(200)
  })

  test('a trial reaches nobody, and is judged as any other', async () => {
    const dimas = await world.agent('dimas')
    const trial = await keyFor(dimas, world.server, bot.id, { test: true })
    await put('t1', trial)
    const words = { from: 'ai', epoch: 0, typing: true, text: 'Hi' }
    expect((await live(words, 't1', trial)).status).toBe(200)
    expect((await live({ from: 'customer', typing: true }, 't1', trial)).status).toBe(200)
    expect(codeOf(await live({ ...words, epoch: 1 }, 't1', trial))).toBe('not_yours')
    expect(codeOf(await live(words, 'r1', trial))).toBe('not_found')
    await live({ from: 'customer', typing: true })
    await until(() => heard.get(rina)?.typing[0])
    expect(heard.get(rina)?.typing).toHaveLength(1)
    expect(rina.streamed).toEqual([])
  })

  test('a channel has no bot’s words, a key without the scope nothing, and what is not there is not found', async () => {
    const dimas = await world.agent('dimas')
    const channel = await integrate(dimas, world.server, { kind: 'channel' })
    await put('c1', channel)
    const words = { from: 'ai', epoch: 0, typing: true }
    expect(codeOf(await live(words, 'c1', channel))).toBe('not_allowed')
    expect((await live({ from: 'customer', typing: true }, 'c1', channel)).status).toBe(200)
    // Another integration's name is not there.
    expect(codeOf(await live(words, 'r1', channel))).toBe('not_found')
    const reader = await keyFor(dimas, world.server, bot.id, { scopes: ['events'] })
    expect(codeOf(await live(words, 'r1', reader))).toBe('not_allowed')
    for (const body of [
      { from: 'agent', typing: true },
      { from: 'ai', typing: true },
      { from: 'customer', typing: true, text: 'Hello' },
      { ...words, text: 'x'.repeat(8_001) },
    ]) {
      expect(codeOf(await live(body))).toBe('invalid')
    }
  })
})
