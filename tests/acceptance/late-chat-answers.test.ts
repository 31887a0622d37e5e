import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seedChat, seedSession } from '../../server/integrations/seed/seed-schemas.ts'
import type { Timing } from '../../server/ground/timing.ts'
import { startHostileServer, type HostileServer } from '../support/hostile-server.ts'
import { integrate } from './support/api-client.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, type World } from './support/world.ts'

const told = v.object({
  response: v.array(v.string()),
  conversation_id: v.string(),
  message_id: v.string(),
  source: v.string(),
})

describe.each(ENGINES)('an answer of the AI to a channel that asks for it, on %s', (engine) => {
  let world: World
  let receiver: HostileServer
  let key: string
  let id: string
  /** Ends each answer of the AI, in the order of its turns. */
  let answers: ((text: string) => void)[]
  beforeEach(async () => {
    receiver = await startHostileServer()
  })
  afterEach(async () => {
    await world.end()
    await receiver.stop()
  })

  const start = async (timing: Partial<Timing> = {}) => {
    const config = { allowHosts: [{ host: '127.0.0.1', port: receiver.port }] }
    world = await startWorld(engine, { timing, config })
    const dimas = await world.agent('dimas')
    const channel = await integrate(dimas, world.server, { kind: 'channel' })
    key = channel.key.secret
    const url = `${receiver.url}/ok`
    await dimas.ask('webhook:set', { integrationId: channel.id, url, format: 'replies' })
    const session = v.parse(seedSession, await (await post('session', {})).json())
    id = session.data.conversation_id
    answers = []
    world.server.maker.script = async function* () {
      const { promise, resolve } = Promise.withResolvers<string>()
      answers.push(resolve)
      yield { kind: 'text', text: await promise } as const
    }
  }
  const post = (path: string, body: object, signal?: AbortSignal) =>
    fetch(`${world.server.url}/api/${path}`, {
      method: 'POST',
      headers: { 'X-API-Key': key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    })
  const chat = async (message: string, signal?: AbortSignal) => {
    const response = await post('chat', { conversation_id: id, message }, signal)
    return v.parse(seedChat, await response.json()).data
  }
  const answered = (turn: number) => until(() => answers.at(turn))
  const lastSeq = async () => {
    const { db } = world.server.database
    const row = db.selectFrom('conversations').select('lastSeq').where('id', '=', id)
    return (await row.executeTakeFirstOrThrow()).lastSeq
  }
  /** The server has seen that whoever asked has gone. */
  const untilNobodyWaits = () => {
    const waiting = world.server.database.db
      .selectFrom('chatAsks')
      .select('seq')
      .where('conversationId', '=', id)
      .where('waitsUntil', '>', 0)
    return expect.poll(() => waiting.execute(), { timeout: 10_000 }).toEqual([])
  }
  const asked = () => receiver.asked.map(({ body }) => v.parse(told, JSON.parse(body)))
  const untilAsked = (times: number) =>
    expect.poll(() => receiver.asked.length, { timeout: 10_000 }).toBe(times)

  test('is the one to its own message, where two are asked at once', async () => {
    await start()
    const first = chat('Where is my cup?')
    const answerFirst = await answered(0)
    const second = chat('And my plate?')
    await expect.poll(lastSeq, { timeout: 10_000 }).toBe(2)
    answerFirst('On its way.')
    expect((await first).response).toEqual(['On its way.'])
    const answerSecond = await answered(1)
    answerSecond('At home.')
    expect((await second).response).toEqual(['At home.'])
    const third = chat('Thanks')
    const answerThird = await answered(2)
    answerThird('Welcome.')
    expect((await third).response).toEqual(['Welcome.'])
    expect(asked()).toEqual([])
  })

  test('to two messages at once is the newest one’s, and no other response has it', async () => {
    await start()
    const first = chat('Where is my cup?')
    const answerFirst = await answered(0)
    const second = chat('And my plate?')
    await expect.poll(lastSeq, { timeout: 10_000 }).toBe(2)
    const third = chat('And my bowl?')
    await expect.poll(lastSeq, { timeout: 10_000 }).toBe(3)
    answerFirst('On its way.')
    expect((await first).response).toEqual(['On its way.'])
    const answerBoth = await answered(1)
    answerBoth('Both are at home.')
    expect((await second).response).toEqual([])
    expect((await third).response).toEqual(['Both are at home.'])
  })

  test('is told by the webhook where it comes too late for the response, once', async () => {
    await start({ chatWait: 200 })
    const first = await chat('Where is my cup?')
    expect(first.response).toEqual([])
    const answerFirst = await answered(0)
    answerFirst('On its way.')
    await untilAsked(1)
    expect(asked()).toMatchObject([
      { response: ['On its way.'], conversation_id: id, source: 'ai_agent' },
    ])
    expect(asked()[0]?.message_id).not.toBe(first.message_id)
  })

  test('is told by the webhook where a human left it to the AI', async () => {
    await start()
    const rina = await world.agent('rina')
    const { db } = world.server.database
    const row = db.selectFrom('conversations').select('epoch').where('id', '=', id)
    const taken = await rina.takeOver({ id, ...(await row.executeTakeFirstOrThrow()) })
    expect((await chat('Where is my cup?')).response).toEqual([])
    await rina.handBack(taken, { answerEarlier: true })
    const answer = await answered(0)
    answer('On its way.')
    await untilAsked(1)
    expect(asked()).toMatchObject([{ response: ['On its way.'], source: 'ai_agent' }])
  })

  test('is told by the webhook where whoever asked has gone, and what was answered is not', async () => {
    await start()
    const gone = new AbortController()
    const first = chat('Where is my cup?', gone.signal).catch(() => null)
    const answerFirst = await answered(0)
    gone.abort()
    expect(await first).toBeNull()
    await untilNobodyWaits()
    answerFirst('On its way.')
    await untilAsked(1)
    const second = chat('And my plate?')
    const answerSecond = await answered(1)
    answerSecond('At home.')
    expect((await second).response).toEqual(['At home.'])
    const third = chat('Thanks', AbortSignal.timeout(500)).catch(() => null)
    const answerThird = await answered(2)
    expect(await third).toBeNull()
    await untilNobodyWaits()
    answerThird('Welcome.')
    await untilAsked(2)
    expect(asked().map(({ response }) => response)).toEqual([['On its way.'], ['Welcome.']])
  })
})
