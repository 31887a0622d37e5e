import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { Webhook as Verifier } from 'standardwebhooks'
import { v7 as newId } from 'uuid'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startHostileServer, type HostileServer } from '../support/hostile-server.ts'
import { refusalOf } from '../support/verbs.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient, CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'

const turn = v.looseObject({ type: v.string(), messages: v.array(v.unknown()) })

describe.each(ENGINES)('a bot that answers by its webhook on %s', (engine) => {
  let world: World
  let dimas: AgentClient
  let rina: AgentClient
  let bot: ApiClient
  let receiver: HostileServer
  let answer: (response: ServerResponse, request: IncomingMessage) => void
  beforeEach(async () => {
    answer = (response) => response.end(JSON.stringify({ text: 'It is on its way.' }))
    receiver = await startHostileServer({
      '/bot': (request, response) => answer(response, request),
    })
    world = await startWorld(engine, {
      timing: { botAnswer: 1_000 },
      config: { allowHosts: [{ host: '127.0.0.1', port: receiver.port }] },
    })
    dimas = await world.agent('dimas')
    rina = await world.agent('rina')
    bot = await integrate(dimas, world.server)
  })
  afterEach(async () => {
    await world.end()
    await receiver.stop()
  })

  const choose = async (path = '/bot') => {
    const { secret } = await dimas.ask('webhook:set', {
      ...{ integrationId: bot.id, url: receiver.url + path },
    })
    await dimas.ask('model:set', { maker: 'webhook', botId: bot.id })
    return secret ?? ''
  }
  const turns = () => receiver.asked.map(({ body }) => v.parse(turn, JSON.parse(body)))
  const aiSaid = ({ messages }: CustomerClient) =>
    messages.filter(({ author }) => author.kind === 'ai').map(({ text }) => text)
  const waits = () => untilConversation(rina, ({ state }: Conversation) => state === 'waiting')

  test('is asked, signed, with what was said, and its words are the answer', async () => {
    const secret = await choose()
    const customer = await world.customer()
    await customer.says('Where is my cup?')
    await until(() => aiSaid(customer)[0])
    expect(aiSaid(customer)).toEqual(['It is on its way.'])
    const [asked] = receiver.asked
    const headers = v.parse(v.record(v.string(), v.string()), asked?.headers)
    expect(new Verifier(secret).verify(asked?.body ?? '', headers)).toMatchObject({
      id: headers['webhook-id'],
      type: 'turn',
      messages: [{ from: 'customer', text: 'Where is my cup?' }],
      note: null,
    })
    expect(world.server.maker.turns).toEqual([])
    expect(await dimas.ask('model:read', {})).toMatchObject({
      maker: 'webhook',
      botId: bot.id,
      bots: [{ id: bot.id, name: 'Kopi bot' }],
    })
  })

  test('hands off with a card, and goes on with the note', async () => {
    await choose()
    const card = { reason: 'upset', summary: 'Wants it today.', suggested_reply: 'I will look.' }
    answer = (response) => response.end(JSON.stringify({ text: 'One moment.', handoff: card }))
    const customer = await world.customer()
    await customer.says('I want my cup today')
    const waiting = await waits()
    expect(waiting.handoff).toMatchObject({
      ...{ reason: 'unsure', cause: 'upset', summary: 'Wants it today.' },
      suggestedReply: 'I will look.',
    })
    expect(aiSaid(customer)).toEqual(['One moment.'])
    const taken = await rina.takeOver(waiting)
    await rina.handBack(taken, { note: 'It comes at nine.' })
    answer = (response) => response.end(JSON.stringify({ text: 'At nine.' }))
    await customer.says('When?')
    await until(() => aiSaid(customer)[1])
    expect(turns().at(-1)).toMatchObject({ note: 'It comes at nine.' })
  })

  test.each([
    ['/hang', 'the bot did not answer in time'],
    ['/endless', 'the bot would not stop'],
    ['/cut', 'the bot’s answer broke off'],
    ['/early', 'the bot is out of reach'],
    ['/status?code=500', 'the bot’s server answered 500'],
    ['/wrong-type', 'the bot’s answer could not be read'],
    ['/empty', 'the bot said nothing'],
  ])('that fails (%s) is asked once more, then a human is, who is told why', async (path, why) => {
    await choose(path === '/empty' ? '/bot' : path)
    answer = (response) => response.end('{}')
    const customer = await world.customer()
    await customer.says('Where is my cup?')
    const { handoff } = await waits()
    expect(handoff?.tried).toEqual([`AI could not make an answer: ${why}`])
    expect(turns()).toHaveLength(2)
    expect(aiSaid(customer)).toHaveLength(1)
    // No more than that: while a human is wanted nobody is asked.
    await customer.says('Hello?')
    await until(() => customer.messages.find(({ text }) => text === 'Hello?'))
    expect(turns()).toHaveLength(2)
  })

  test.each([
    ['/status?code=400', 'the bot’s server answered 400', 1],
    ['', 'the bot has no webhook any more', 0],
  ])('that cannot answer (%s) is not asked again', async (path, why, times) => {
    await choose(path === '' ? '/bot' : path)
    if (path === '') await dimas.ask('webhook:remove', { integrationId: bot.id })
    const customer = await world.customer()
    await customer.says('Where is my cup?')
    expect((await waits()).handoff?.tried).toEqual([`AI could not make an answer: ${why}`])
    expect(receiver.asked).toHaveLength(times)
  })

  test('is stopped by a take-over, and what it answers then is dropped', async () => {
    await choose()
    const held = Promise.withResolvers<ServerResponse>()
    const closed = Promise.withResolvers<null>()
    answer = (response) => {
      response.once('close', () => closed.resolve(null))
      held.resolve(response)
    }
    const customer = await world.customer()
    await customer.says('Where is my cup?')
    const response = await held.promise
    const conversation = await untilConversation(rina, ({ lastSeq }) => lastSeq > 0)
    const taken = await rina.takeOver(conversation)
    await closed.promise
    response.end(JSON.stringify({ text: 'Too late.' }))
    await rina.reply(taken, 'I am Rina.')
    await until(() => customer.messages.find(({ text }) => text === 'I am Rina.'))
    expect(aiSaid(customer)).toEqual([])
    expect(turns()).toHaveLength(1)
  })

  test('is a bot of the team’s with a webhook, or it cannot be chosen', async () => {
    const ask = (botId: string | null) => dimas.ask('model:set', { maker: 'webhook', botId })
    expect((await refusalOf(ask(newId()))).code).toBe('not-found')
    expect((await refusalOf(ask(null))).code).toBe('invalid')
    expect((await refusalOf(ask(bot.id))).code).toBe('invalid')
    const channel = await integrate(dimas, world.server, { kind: 'channel' })
    const url = `${receiver.url}/bot`
    await dimas.ask('webhook:set', { integrationId: channel.id, url })
    expect((await refusalOf(ask(channel.id))).code).toBe('invalid')
    expect((await dimas.ask('model:read', {})).bots).toEqual([])
    await dimas.ask('webhook:set', { integrationId: bot.id, url })
    await ask(bot.id)
    await dimas.ask('integration:remove', { id: newId(), integrationId: bot.id })
    expect((await dimas.ask('model:read', {})).bots).toEqual([])
  })
})
