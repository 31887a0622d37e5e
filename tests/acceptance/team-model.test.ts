import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SetModel } from '@baton/protocol/model.ts'
import {
  called,
  ended,
  said,
  send,
  startModelServer,
  type ModelServer,
} from '../support/model-server.ts'
import { refusalOf } from '../support/verbs.ts'
import type { AgentClient, CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { says } from './support/scripted-maker.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'

describe.each(ENGINES)("the team's own model on %s", (engine) => {
  let world: World
  let model: ModelServer
  let dimas: AgentClient
  beforeAll(async () => {
    model = await startModelServer()
  })
  afterAll(() => model.stop())
  beforeEach(async () => {
    model.questions.length = 0
    model.answer = () => [said('It takes '), said('five days.'), ...ended()]
    const config = { allowHosts: [{ host: '127.0.0.1', port: null }] }
    world = await startWorld(engine, { config })
    dimas = await world.agent('dimas')
  })
  afterEach(() => world.end())

  const endpoint = () => ({ url: model.endpoint, model: 'small' })
  const set = (more: Omit<Partial<SetModel>, 'id'> = {}) =>
    dimas.ask('model:set', { maker: 'model', endpoint: endpoint(), ...more })
  const read = () => dimas.ask('model:read', {})
  const aiSaid = ({ messages }: CustomerClient) =>
    messages.filter(({ author }) => author.kind === 'ai').map(({ text }) => text)

  test('is for admins alone', async () => {
    const rina = await world.agent('rina')
    const asked = [
      () => rina.ask('model:read', {}),
      () => rina.ask('model:set', { maker: 'embedded' }),
      () => rina.ask('model:test', {}),
    ]
    for (const one of asked) expect((await refusalOf(one())).code).toBe('forbidden')
  })

  test('has a key that is encrypted and never told again', async () => {
    const key = 'sk-a-very-secret-key-1234'
    await set({ key })
    const told = await read()
    expect(told.endpoint).toEqual({ ...endpoint(), key: { ending: '1234' } })
    const { db } = world.server.database
    const kept = [
      await db.selectFrom('models').selectAll().execute(),
      await db.selectFrom('edits').selectAll().execute(),
      await db.selectFrom('audit').selectAll().execute(),
    ]
    expect(JSON.stringify([told, kept])).not.toContain(key)
    const { entries } = await dimas.ask('audit:list', {
      ...{ query: '', what: 'model:set', from: null, to: null, before: null, limit: 10 },
    })
    expect(entries[0]?.details).toEqual({ settings: ['maker', 'endpoint', 'key'] })
    await world.server.restart()
    dimas = await world.agent('dimas')
    const customer = await world.customer()
    await customer.says('How long?')
    await until(() => aiSaid(customer).at(0))
    expect(model.keys.at(-1)).toBe(`Bearer ${key}`)
  })

  test('has a key that goes to no other server than it was given for', async () => {
    await set({ key: 'sk-a-very-secret-key-1234' })
    await set({ endpoint: { ...endpoint(), model: 'large' } })
    expect((await read()).endpoint?.key).toEqual({ ending: '1234' })
    await set({ endpoint: { url: 'https://elsewhere.example/v1', model: 'large' } })
    expect((await read()).endpoint?.key).toBeNull()
    const refused = [
      () => set({ endpoint: null }),
      () => set({ maker: 'embedded', endpoint: null, key: 'sk-lost' }),
      () => set({ endpoint: { url: 'https://user:secret@elsewhere.example', model: 'x' } }),
    ]
    for (const one of refused) expect((await refusalOf(one())).code).toBe('invalid')
  })

  test('answers, word by word, to the customer and to who looks on; its tokens are counted', async () => {
    await set()
    const rina = await world.agent('rina')
    const customer = await world.customer()
    const go = Promise.withResolvers<undefined>()
    model.answer = (response) => {
      send(response, said('It takes '))
      void go.promise.then(() => {
        send(response, said('five days.'), ...ended())
        response.end()
      })
      return null
    }
    await customer.says('How long does a refund take?')
    await until(() => customer.streamed.at(0))
    const { id: conversationId } = await untilConversation(rina, () => true)
    await rina.ask('viewing:set', { conversationId, viewing: true })
    await until(() => rina.streamed.at(0))
    go.resolve(undefined)
    await until(() => aiSaid(customer).at(0))
    expect(aiSaid(customer)).toEqual(['It takes five days.'])
    expect(model.questions[0]?.messages.at(-1)?.content).toBe('How long does a refund take?')
    await expect.poll(async () => (await read()).used).toEqual({ tokens: 120, answers: 1 })
    expect(world.server.maker.turns).toEqual([])
  })

  test('is stopped by a take-over, and nothing of its answer is stored', async () => {
    await set()
    model.answer = (response) => {
      const timer = setInterval(() => send(response, said('blah ')), 5)
      response.once('close', () => clearInterval(timer))
      return null
    }
    const rina = await world.agent('rina')
    const customer = await world.customer()
    await customer.says('How long?')
    await until(() => customer.streamed.at(0))
    const waiting = await untilConversation(rina, () => true)
    expect(model.closedAt).toBeNull()
    const taken = await rina.takeOver(waiting)
    await until(() => model.closedAt ?? undefined)
    const heard = customer.streamed.length
    await rina.reply(taken, 'Hello, I am Rina.')
    expect(customer.streamed.length).toBe(heard)
    expect(aiSaid(customer)).toEqual([])
  })

  test('asks for a human with a card, and is given the note when it has the conversation back', async () => {
    await set()
    const card = { summary: 'Wants it today.', suggested_reply: 'I will look.', urgency: 'high' }
    model.answer = () =>
      called('ask_human', { reason: 'unsure', message_to_customer: 'A colleague comes.', ...card })
    const rina = await world.agent('rina')
    const customer = await world.customer()
    await customer.says('I want my refund today')
    const waiting = await untilConversation(rina, ({ state }) => state === 'waiting')
    expect(waiting.handoff).toMatchObject({
      ...{ reason: 'unsure', summary: 'Wants it today.', suggestedReply: 'I will look.' },
      urgency: 'high',
    })
    expect(aiSaid(customer)).toEqual(['A colleague comes.'])
    const taken = await rina.takeOver(waiting)
    await rina.handBack(taken, { note: 'Promised a call at nine.' })
    model.answer = () => [said('At nine.'), ...ended()]
    await customer.says('When is the call?')
    await until(() => aiSaid(customer).find((text) => text === 'At nine.'))
    expect(model.questions.at(-1)?.messages[0]?.content).toContain('Promised a call at nine.')
  })

  test('that fails is tried once more, then a human is asked for, who is told why; the customer is told once', async () => {
    await set()
    model.answer = (response) => {
      response.writeHead(500).end('{"error":{"message":"CUDA out of memory"}}')
      return null
    }
    const rina = await world.agent('rina')
    const customer = await world.customer()
    await customer.says('How long?')
    const { handoff } = await untilConversation(rina, ({ state }) => state === 'waiting')
    expect(handoff?.tried).toEqual(['AI could not make an answer: the model’s server failed'])
    expect(model.questions).toHaveLength(2)
    expect(aiSaid(customer)).toHaveLength(1)
  })

  test('that has used its tokens up leaves the answer to the embedded agent, and admins see it', async () => {
    await set({ tokensPerMonth: 1_500 })
    world.server.maker.script = says('From an article.')
    const customer = await world.customer()
    await customer.says('How long?')
    await until(() => aiSaid(customer).at(0))
    expect(aiSaid(customer)).toEqual(['From an article.'])
    expect(model.questions).toEqual([])
    expect(await read()).toMatchObject({ tokensPerMonth: 1_500, used: { tokens: 0, answers: 0 } })
  })

  test('of the operator has no more tokens than the operator gives a team, tests counted', async () => {
    await world.end()
    const operators = { url: model.endpoint, model: 'small', key: null, tokensPerMonth: 9_000 }
    const allowHosts = [{ host: '127.0.0.1', port: null }]
    world = await startWorld(engine, { config: { allowHosts, model: operators } })
    dimas = await world.agent('dimas')
    world.server.maker.script = says('From an article.')
    await dimas.ask('model:set', { maker: 'model', tokensPerMonth: null })
    model.answer = () => [said('Yes.'), ...ended('stop', 2_000)]
    await dimas.ask('model:test', {})
    expect(await read()).toMatchObject({
      tokensPerMonth: null,
      operators: { tokensPerMonth: 9_000 },
      used: { tokens: 6_000, answers: 0 },
    })
    expect((await refusalOf(dimas.ask('model:test', {}))).code).toBe('rate-limited')
    const asked = model.questions.length
    const customer = await world.customer()
    await customer.says('How long?')
    await until(() => aiSaid(customer).at(0))
    await customer.says('And now?')
    await until(() => aiSaid(customer).at(1))
    await customer.says('And then?')
    await until(() => aiSaid(customer).at(2))
    expect(aiSaid(customer).at(-1)).toBe('From an article.')
    expect(model.questions.length).toBeGreaterThan(asked)
    // Its own endpoint is the team's own affair.
    await set({ tokensPerMonth: null })
    await customer.says('At last?')
    await until(() => aiSaid(customer).at(3))
    expect(aiSaid(customer).at(-1)).toBe('Yes.')
  })

  test('is the one that the team has chosen: another team has the embedded agent as before', async () => {
    await set({ maker: 'embedded' })
    const customer = await world.customer()
    await customer.says('How long?')
    await until(() => aiSaid(customer).at(0))
    expect(aiSaid(customer)).toEqual(['I can help with that.'])
    expect(model.questions).toEqual([])
    const { maker, endpoint: none } = await read()
    expect([maker, none]).toEqual(['embedded', { ...endpoint(), key: null }])
  })

  test('is tested: what its endpoint can do, and in its own words what it cannot', async () => {
    await set({ key: 'sk-a-very-secret-key-1234' })
    model.answer = (response, { tools }) => {
      if (tools === undefined) return [said('{"ready": true}'), ...ended()]
      response.writeHead(400).end('{"error":{"message":"no tools for sk-a-very-secret-key-1234"}}')
      return null
    }
    const tested = await dimas.ask('model:test', {})
    expect(tested).toMatchObject({
      stream: { trouble: null, detail: '' },
      tools: { trouble: 'refused', detail: '400: no tools for …' },
      json: { trouble: null },
      embeddings: { trouble: 'not-found' },
    })
    expect(tested.firstTokenMs).toBeGreaterThanOrEqual(0)
    expect(tested.wholeMs).toBeGreaterThanOrEqual(tested.firstTokenMs ?? Infinity)
    await set({ endpoint: { url: 'http://10.1.2.3/v1', model: 'small' } })
    const refused = await dimas.ask('model:test', {})
    expect(refused.stream.trouble).toBe('address-private')
    expect(refused.firstTokenMs).toBeNull()
  })
})
