import type { Conversation } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apiError } from '../../server/integrations/v1/api-error.ts'
import {
  conversationState,
  handoffResult,
  messageResults,
  mirroredPage,
} from '../../server/integrations/v1/api-schemas.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'

const ANA = { id: 'ana-1', name: 'Ana', email: 'ana@shop.example' }

describe.each(ENGINES)('a mirrored conversation on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let bot: ApiClient
  const begin = async (undo: number) => {
    world = await startWorld(engine, { timing: { undo } })
    rina = await world.agent('rina')
    bot = await integrate(await world.agent('dimas'), world.server)
  }
  beforeEach(() => begin(0))
  afterEach(() => world.end())

  const put = async (ref = 'r1', customer: object = ANA) =>
    v.parse(conversationState, (await bot.ask('PUT', `/conversations/${ref}`, { customer })).body)
  const state = async (ref = 'r1') =>
    v.parse(conversationState, (await bot.ask('GET', `/conversations/${ref}`)).body)
  const post = async (...messages: object[]) => {
    const { body } = await bot.ask('POST', '/conversations/r1/messages', { messages })
    return v.parse(messageResults, body).results
  }
  const asks = (id: string, text = 'Where is my cup?') => ({ id, from: 'customer', text })
  const says = (id: string, epoch: number, text = 'On its way.', more: object = {}) => ({
    id,
    from: 'ai',
    text,
    epoch,
    ...more,
  })
  const handOff = async (id = 'h1', summary = 'Wants a refund') => {
    const card = { reason: 'unsure', summary, tried: ['Looked up the order'] }
    return bot.ask('POST', '/conversations/r1/handoff', { id, card })
  }
  const codeOf = ({ body }: { body: unknown }) => v.parse(apiError, body).code
  const told = (fits: (conversation: Conversation) => boolean) => untilConversation(rina, fits)
  const messages = async (after = 0) =>
    v.parse(mirroredPage, (await bot.ask('GET', `/conversations/r1/messages?after=${after}`)).body)
  const takenOver = async () => {
    const { conversation_id: id, epoch } = await state()
    return rina.takeOver({ id, epoch })
  }

  test('is made once, is seen by agents as the AI’s, and owes the embedded AI nothing', async () => {
    const made = await put()
    expect(made).toMatchObject({ state: 'ai', owner: null, epoch: 0, mode: 'automatic' })
    expect(await put()).toEqual(made)
    expect(await post(asks('m1'), says('m2', 0))).toEqual([
      { id: 'm1', status: 'stored', seq: 1 },
      { id: 'm2', status: 'stored', seq: 2 },
    ])
    const row = await told(({ lastSeq }) => lastSeq === 2)
    expect(row).toMatchObject({
      id: made.conversation_id,
      state: 'ai',
      customer: { name: 'Ana', email: 'ana@shop.example' },
      lastMessage: { author: { kind: 'ai' }, text: 'On its way.' },
    })
    const { db } = world.server.database
    const stored = await db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow()
    expect(stored).toMatchObject({ owedSeq: null, botId: bot.id, ref: 'r1' })
    expect(world.server.maker.turns).toEqual([])
  })

  test('follows what its customer is called, and is nobody else’s', async () => {
    await put()
    await put('r1', { id: 'ana-1', name: 'Ana Putri' })
    await told(({ customer }) => customer.name === 'Ana Putri')
    const other = await bot.ask('PUT', '/conversations/r1', { customer: { id: 'budi-1' } })
    expect([other.status, codeOf(other)]).toEqual([409, 'conflict'])
    // The same customer in another conversation is the same person.
    await put('r2', { id: 'ana-1' })
    const { db } = world.server.database
    const rows = await db.selectFrom('conversations').select(['personId', 'customerName']).execute()
    expect(new Set(rows.map(({ personId }) => personId)).size).toBe(1)
    expect(rows.map(({ customerName }) => customerName)).toEqual(['Ana Putri', 'Ana Putri'])
  })

  test('refuses the bot once a human has it, from there on, for ever; the customer’s words are stored', async () => {
    await put()
    await post(asks('m1'), says('m2', 0))
    const { epoch } = await takenOver()
    const owner = { id: world.ids.rina, name: 'Rina' }
    const late = { id: 'm4', status: 'refused', code: 'not_yours', owner, epoch }
    const [customers, refused, another] = await post(asks('m3'), says('m4', 0), says('m5', epoch))
    expect(customers).toMatchObject({ id: 'm3', status: 'stored' })
    expect(refused).toEqual(late)
    expect(another).toMatchObject({ id: 'm5', status: 'refused', code: 'not_yours' })
    const alone = await bot.ask('POST', '/conversations/r1/messages', says('m6', 0))
    expect(alone).toMatchObject({
      status: 409,
      body: { code: 'not_yours', detail: { owner, epoch } },
    })
    // The conversation comes back; what was refused stays so.
    await rina.handBack({ id: (await state()).conversation_id, epoch })
    const back = await state()
    expect(back).toMatchObject({ state: 'ai', owner: null, epoch: epoch + 1 })
    expect(await post(says('m4', 0), says('m7', back.epoch))).toMatchObject([
      late,
      { id: 'm7', status: 'stored' },
    ])
    const texts = (await messages()).messages.map(({ id, from }) => [id, from])
    expect(texts.filter(([, from]) => from === 'ai')).toEqual([
      ['m2', 'ai'],
      ['m7', 'ai'],
    ])
  })

  test('gives the same id the same answer, and refuses it with other content', async () => {
    await put()
    const [first] = await post(asks('m1'))
    const again = [first, first, { id: 'm1', status: 'refused', code: 'id_reused' }]
    expect(await post(asks('m1'), asks('m1'), asks('m1', 'Other'))).toEqual(again)
    const alone = await bot.ask('POST', '/conversations/r1/messages', asks('m1', 'Other'))
    expect([alone.status, codeOf(alone)]).toEqual([409, 'id_reused'])
    const at = await Promise.all([post(says('m2', 0)), post(says('m2', 0))])
    expect(at[0]).toEqual(at[1])
    expect((await messages()).messages.map(({ id }) => id)).toEqual(['m1', 'm2'])
  })

  test('hands off with a card, once an id, and tells the bot to be silent', async () => {
    await put()
    await post(asks('m1'))
    const first = await handOff()
    expect(v.parse(handoffResult, first.body)).toEqual({ state: 'waiting', epoch: 1 })
    const waiting = await told((row) => row.state === 'waiting')
    expect(waiting.handoff).toEqual({
      reason: 'unsure',
      summary: 'Wants a refund',
      tried: ['Looked up the order'],
    })
    expect(await post(says('m2', 0))).toMatchObject([{ status: 'refused', owner: null, epoch: 1 }])
    // Another one while it waits changes the card.
    expect((await handOff('h2', 'Wants a refund today')).body).toEqual({
      state: 'waiting',
      epoch: 1,
    })
    await told((row) => row.handoff?.summary === 'Wants a refund today')
    await takenOver()
    expect((await handOff('h3')).body).toEqual({ state: 'human', epoch: 2 })
    const reused = await handOff('h1', 'Something else')
    expect([reused.status, codeOf(reused)]).toEqual([409, 'id_reused'])
    // The first one again is given its first answer, and asks for nobody.
    expect((await handOff()).body).toEqual(first.body)
    expect((await state()).state).toBe('human')
  })

  test('takes a handoff back while nobody has accepted it', async () => {
    await put()
    await handOff()
    const back = await bot.ask('DELETE', '/conversations/r1/handoff')
    expect(back.body).toMatchObject({ state: 'ai', epoch: 2 })
    expect((await bot.ask('DELETE', '/conversations/r1/handoff')).body).toEqual(back.body)
    expect(await post(says('m1', 2))).toMatchObject([{ status: 'stored' }])
    await handOff('h2')
    await takenOver()
    const late = await bot.ask('DELETE', '/conversations/r1/handoff')
    expect([late.status, codeOf(late)]).toEqual([409, 'conflict'])
  })

  test('is resolved by its bot, and opened again by its customer', async () => {
    await put()
    await post(asks('m1'), says('m2', 0))
    const resolve = (epoch: number) => bot.ask('POST', '/conversations/r1/resolve', { epoch })
    const done = await resolve(0)
    expect(done.body).toMatchObject({ state: 'resolved', epoch: 1 })
    expect((await resolve(0)).body).toEqual(done.body)
    await told((row) => row.state === 'resolved')
    expect(await post(says('m3', 1))).toMatchObject([{ status: 'refused', code: 'not_yours' }])
    await post(asks('m4', 'One more thing'))
    expect(await state()).toMatchObject({ state: 'ai', epoch: 2 })
    await takenOver()
    const humans = await resolve(3)
    expect([humans.status, codeOf(humans)]).toEqual([409, 'not_yours'])
  })

  test('is transferred and resolved by agents, and tells the bot who has it', async () => {
    await put()
    await post(asks('m1'))
    const taken = await takenOver()
    await rina.reply(taken, 'I am Rina.')
    const moved = await rina.transfer(taken, { toAgentId: world.ids.sari })
    const sari = await world.agent('sari')
    await sari.accept(moved)
    expect(await state()).toMatchObject({ state: 'human', owner: { name: 'Sari' } })
    await sari.resolve(moved)
    expect(await state()).toMatchObject({ state: 'resolved', owner: null })
    const seen = (await messages(1)).messages
    expect(seen.find(({ from }) => from === 'agent')).toMatchObject({
      agent: 'Rina',
      text: 'I am Rina.',
    })
    expect(seen.at(-1)).toMatchObject({ from: 'system', event: 'resolved' })
    expect(JSON.stringify(seen)).not.toContain('offered')
  })

  test('is told of no move that can still be taken back', async () => {
    await world.end()
    await begin(600_000)
    await put()
    await post(asks('m1'))
    const taken = await takenOver()
    const back = await rina.handBack(taken)
    expect(await state()).toMatchObject({ state: 'human', owner: { name: 'Rina' } })
    expect(await post(says('m2', back.epoch))).toMatchObject([{ code: 'not_yours' }])
    await rina.undo(back)
    expect(await state()).toMatchObject({ state: 'human', owner: { name: 'Rina' } })
    const said = (await messages()).messages.map(({ event }) => event)
    expect(said).toEqual([null, 'taken-over'])
  })

  test('is there for its integration alone, for keys that may write, and in one form', async () => {
    await put()
    const dimas = await world.agent('dimas')
    const { server } = world
    const stranger = await integrate(dimas, server)
    const reader = await integrate(dimas, server, { scopes: ['events'] })
    for (const path of ['/conversations/r1', '/conversations/never']) {
      const answer = await stranger.ask('GET', path)
      expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found'])
    }
    const answer = await reader.ask('PUT', '/conversations/r9', { customer: ANA })
    expect([answer.status, codeOf(answer)]).toEqual([403, 'not_allowed'])
    const wrong = [
      { customer: ANA, more: 1 },
      { customer: { id: '' } },
      {},
      { customer: { id: 'a\0b' } },
    ]
    for (const body of wrong) {
      expect(codeOf(await bot.ask('PUT', '/conversations/r9', body))).toBe('invalid')
    }
    const large = await bot.ask('PUT', '/conversations/r9', {
      customer: ANA,
      more: 'x'.repeat(1_100_000),
    })
    expect([large.status, codeOf(large)]).toEqual([413, 'too_large'])
    const long = encodeURIComponent('é/'.repeat(100))
    expect((await bot.ask('PUT', `/conversations/${long}`, { customer: ANA })).status).toBe(200)
    expect((await bot.ask('PUT', `/conversations/${long}x`, { customer: ANA })).status).toBe(400)
  })

  test('of a channel without a bot is answered by the embedded AI', async () => {
    const channel = await integrate(await world.agent('dimas'), world.server, {
      kind: 'channel',
    })
    await channel.ask('PUT', '/conversations/c1', { customer: ANA })
    await channel.ask('POST', '/conversations/c1/messages', asks('m1', 'Hello'))
    await told(({ lastSeq }) => lastSeq === 2)
    const bots = await channel.ask('POST', '/conversations/c1/messages', says('m2', 0))
    expect([bots.status, codeOf(bots)]).toEqual([403, 'not_allowed'])
    const page = await until(() => channel.ask('GET', '/conversations/c1/messages'))
    const { body } = page
    expect(v.parse(mirroredPage, body).messages.map(({ from }) => from)).toEqual(['customer', 'ai'])
  })
})
