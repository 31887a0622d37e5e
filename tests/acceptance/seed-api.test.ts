import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seedChat, seedError, seedSession } from '../../server/integrations/seed/seed-schemas.ts'
import { REQUEST_TIMES } from '../../server/edge/time-limits.ts'
import { startHostileServer, type HostileServer } from '../support/hostile-server.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { handsOff, saysAndHangs } from './support/scripted-maker.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'

/** What these integrators read. */
const humanReply = v.strictObject({
  response: v.array(v.string()),
  conversation_id: v.string(),
  message_id: v.pipe(v.string(), v.uuid()),
  additional_context: v.record(v.string(), v.string()),
  source: v.literal('human_agent'),
  timestamp: v.pipe(v.string(), v.isoTimestamp()),
})

describe.each(ENGINES)('a channel that asks as hosted AI desks are asked, on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let dimas: AgentClient
  let channel: ApiClient
  let receiver: HostileServer
  beforeEach(async () => {
    receiver = await startHostileServer()
    world = await startWorld(engine, {
      requestTimes: { ...REQUEST_TIMES, body: 500 },
      config: { allowHosts: [{ host: '127.0.0.1', port: receiver.port }] },
    })
    rina = await world.agent('rina')
    dimas = await world.agent('dimas')
    channel = await integrate(dimas, world.server, { kind: 'channel' })
  })
  afterEach(async () => {
    await world.end()
    await receiver.stop()
  })

  /** As these integrators do: the key in `X-API-Key`, and JSON. */
  const post = async (path: string, body: unknown, key = channel.key.secret) => {
    const response = await fetch(`${world.server.url}/api/${path}`, {
      method: 'POST',
      headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer: unknown = await response.json()
    return { status: response.status, body: answer }
  }
  const begin = async () => {
    const { body } = await post('session', {})
    return v.parse(v.strictObject(seedSession.entries), body).data.conversation_id
  }
  const chat = async (conversation_id: string, message: string, more: object = {}) => {
    const { body } = await post('chat', { conversation_id, message, ...more })
    return v.parse(v.strictObject(seedChat.entries), body).data
  }

  test('begins a session, and is answered by the AI in the response', async () => {
    const id = await begin()
    const told = await chat(id, 'Where is my cup?', { additional_context: { order: 4821 } })
    expect(told).toMatchObject({ response: ['I can help with that.'], conversation_id: id })
    expect((await chat(id, 'And my plate?')).message_id).not.toBe(told.message_id)
    const shown = await untilConversation(rina, ({ lastSeq }) => lastSeq === 4)
    expect(shown).toMatchObject({ id, customerCount: 2, state: 'ai' })
    const turn = world.server.maker.turns[0]
    expect(turn?.context).toEqual({ order: '4821' })
  })

  test('is answered with nothing while a human has the conversation', async () => {
    const id = await begin()
    await chat(id, 'Hello')
    const conversation = await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    const taken = await rina.takeOver(conversation)
    expect((await chat(id, 'Are you there?')).response).toEqual([])
    await rina.reply(taken, 'I am.')
    expect((await chat(id, 'Good')).response).toEqual([])
  })

  test('is told by its webhook what an agent says, and nothing else, signed', async () => {
    const url = `${receiver.url}/ok`
    const set = { integrationId: channel.id, url, format: 'replies' as const }
    const { secret } = await dimas.ask('webhook:set', set)
    const id = await begin()
    await chat(id, 'Hello', { additional_context: { plan: 'Pro' } })
    const conversation = await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    const taken = await rina.takeOver(conversation)
    await rina.reply(taken, 'I am Rina.')
    const [told] = await until(() => (receiver.asked.length > 0 ? receiver.asked : undefined))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(receiver.asked).toHaveLength(1)
    expect(v.parse(humanReply, JSON.parse(told?.body ?? ''))).toMatchObject({
      response: ['I am Rina.'],
      conversation_id: id,
      additional_context: { plan: 'Pro' },
    })
    const hex = createHmac('sha256', secret ?? '')
      .update(told?.body ?? '')
      .digest('hex')
    expect(told?.headers['x-webhook-signature']).toBe(hex)
  })

  test('is told what the AI says as it asks for a human', async () => {
    world.server.maker.script = handsOff('I have asked a colleague.')
    const id = await begin()
    const { response } = await chat(id, 'I want a refund')
    expect(response).toEqual(['I have asked a colleague.'])
    await untilConversation(rina, ({ state }) => state === 'waiting')
  })

  test('waits longer than a body may take, and no word of the AI follows a take-over', async () => {
    world.server.maker.script = saysAndHangs('It is')
    const id = await begin()
    const asked = chat(id, 'Where is my cup?')
    const conversation = await untilConversation(rina, ({ lastSeq }) => lastSeq === 1)
    await until(() => (world.server.maker.turns.length > 0 ? true : undefined))
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await rina.takeOver(conversation)
    expect((await asked).response).toEqual([])
  })

  test('is refused in its own form', async () => {
    const id = await begin()
    const other = await integrate(dimas, world.server, { kind: 'channel' })
    const bot = await integrate(dimas, world.server, { kind: 'bot' })
    const reader = await integrate(dimas, world.server, { kind: 'channel', scopes: ['events'] })
    const asked = { conversation_id: id, message: 'Hello' }
    const answers = [
      await post('chat', { ...asked, message: '' }),
      await post('chat', { ...asked, message: { $ne: 1 } }),
      await post('chat', asked, `bk_${'x'.repeat(43)}`),
      await post('session', {}, bot.key.secret),
      await post('session', {}, reader.key.secret),
      await post('chat', asked, other.key.secret),
      await post('chat', { ...asked, conversation_id: '018f0000-0000-7000-8000-000000000000' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 401, 403, 403, 404, 404])
    for (const { body } of answers) v.parse(v.strictObject(seedError.entries), body)
    const page = await fetch(`${world.server.url}/api/session`, {
      ...{
        method: 'POST',
        headers: { 'X-API-Key': channel.key.secret, origin: 'https://a.example' },
      },
    })
    expect(page.status).toBe(403)
  })
})
