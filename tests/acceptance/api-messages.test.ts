import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apiError } from '../../server/integrations/v1/api-error.ts'
import { conversationState, mirroredPage } from '../../server/integrations/v1/api-schemas.ts'
import { eventPage } from '../../server/integrations/v1/event-schemas.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, untilConversation, type World } from './support/world.ts'

describe.each(ENGINES)('what becomes of a mirrored message on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let dimas: AgentClient
  let bot: ApiClient
  beforeEach(async () => {
    world = await startWorld(engine, { timing: { undo: 0 } })
    rina = await world.agent('rina')
    dimas = await world.agent('dimas')
    bot = await integrate(dimas, world.server)
    await bot.ask('PUT', '/conversations/r1', { customer: { id: 'ana-1', name: 'Ana' } })
    const messages = [
      { id: 'm1', from: 'customer', text: 'Where is my cup?' },
      { id: 'm2', from: 'ai', text: 'On its way.', epoch: 0 },
    ]
    await bot.ask('POST', '/conversations/r1/messages', { messages })
  })
  afterEach(() => world.end())

  const at = (id: string) => `/conversations/r1/messages/${id}`
  const state = async () =>
    v.parse(conversationState, (await bot.ask('GET', '/conversations/r1')).body)
  const takenOver = async () => {
    const { conversation_id: id, epoch } = await state()
    return rina.takeOver({ id, epoch })
  }
  const codeOf = ({ body }: { body: unknown }) => v.parse(apiError, body).code
  const seen = async () => {
    const { rows } = await pullAll(rina)
    const messages = rows.flatMap((row) => (row.kind === 'message' ? [row.value] : []))
    return messages.sort((a, b) => a.seq - b.seq)
  }
  const events = async () => v.parse(eventPage, (await bot.ask('GET', '/events')).body).events
  const agentsMessage = async () => {
    const message = (await events()).flatMap((event) =>
      event.type === 'message.created' && event.message.from === 'agent' ? [event.message] : [],
    )
    return message.at(-1)?.id ?? ''
  }

  test('a changed text is told everywhere, and the team goes on seeing what it was', async () => {
    const patch = { text: 'Where is my blue cup?' }
    const { status, body } = await bot.ask('PATCH', at('m1'), patch)
    expect([status, body]).toMatchObject([200, { id: 'm1', seq: 1, text: patch.text }])
    expect((await bot.ask('PATCH', at('m1'), patch)).body).toEqual(body)
    const [first] = await seen()
    const earlier = [{ text: 'Where is my cup?' }]
    expect(first).toMatchObject({ text: patch.text, earlier })
    await untilConversation(rina, ({ lastMessage }) => {
      return lastMessage?.customerSaid?.text === patch.text
    })
    const page = v.parse(mirroredPage, (await bot.ask('GET', '/conversations/r1/messages')).body)
    expect(page.messages[0]).toMatchObject({ id: 'm1', text: patch.text })
    expect((await events()).at(-1)).toMatchObject({ type: 'message.updated', message: body })
    // It is found once, by its new text and not by its old one.
    const found = async (query: string) =>
      (await rina.ask('search:messages', { query, limit: 10 })).messages.length
    expect([await found('blue'), await found('cup')]).toEqual([1, 1])
    await bot.ask('PATCH', at('m1'), { text: 'Never mind' })
    expect([await found('blue'), await found('mind')]).toEqual([0, 1])
  })

  test('the list shows the last message, also where an older one that said the same was changed', async () => {
    const said = ['ok', 'sure', 'ok'].map((text, n) => ({ id: `c${n}`, from: 'customer', text }))
    await bot.ask('POST', '/conversations/r1/messages', { messages: said })
    await bot.ask('PATCH', at('c0'), { text: 'An older one' })
    await bot.ask('PATCH', at('c1'), { text: 'Of course' })
    const row = async () => {
      const { rows } = await pullAll(rina)
      return rows.flatMap((one) => (one.kind === 'conversation' ? [one.value] : []))[0]
    }
    expect((await row())?.lastMessage).toMatchObject({ text: 'ok' })
    await bot.ask('PATCH', at('c2'), { text: 'The last one' })
    expect((await row())?.lastMessage).toMatchObject({ text: 'The last one' })
    // Of the customer's words, too, that stand beside somebody else's.
    const more = [
      { id: 'c3', from: 'customer', text: 'Of course' },
      { id: 'm3', from: 'ai', text: 'On its way.', epoch: 0 },
    ]
    await bot.ask('POST', '/conversations/r1/messages', { messages: more })
    await bot.ask('PATCH', at('c1'), { text: 'Another old one' })
    await bot.ask('PATCH', at('m2'), { text: 'Another old one', epoch: 0 })
    expect((await row())?.lastMessage).toMatchObject({
      text: 'On its way.',
      customerSaid: { text: 'Of course' },
    })
    await bot.ask('PATCH', at('c3'), { text: 'No' })
    expect((await row())?.lastMessage).toMatchObject({ customerSaid: { text: 'No' } })
  })

  test('words of the bot are changed under their epoch alone, and nobody else’s are', async () => {
    const owned = { text: 'In two days.', epoch: 0 }
    expect((await bot.ask('PATCH', at('m2'), owned)).status).toBe(200)
    expect(codeOf(await bot.ask('PATCH', at('m2'), { text: 'No epoch' }))).toBe('not_yours')
    const taken = await takenOver()
    await rina.reply(taken, 'I am Rina.')
    expect(codeOf(await bot.ask('PATCH', at('m2'), { text: 'Late', epoch: 0 }))).toBe('not_yours')
    for (const id of ['never', await agentsMessage()]) {
      expect(codeOf(await bot.ask('PATCH', at(id), { text: 'x' }))).toBe('not_found')
      expect(codeOf(await bot.ask('DELETE', at(id)))).toBe('not_found')
    }
    const stranger = await integrate(dimas, world.server)
    expect(codeOf(await stranger.ask('DELETE', at('m1')))).toBe('not_found')
  })

  test('a removed one is empty for its customer, and stays for the team', async () => {
    const { body } = await bot.ask('DELETE', at('m1'))
    expect(body).toMatchObject({ id: 'm1', text: '' })
    expect((await bot.ask('DELETE', at('m1'))).body).toEqual(body)
    expect(codeOf(await bot.ask('PATCH', at('m1'), { text: 'Back' }))).toBe('conflict')
    const [first] = await seen()
    expect(first?.text).toBe('Where is my cup?')
    expect(first?.removedAt).toBeGreaterThan(0)
    expect((await events()).at(-1)).toMatchObject({ type: 'message.deleted', message: body })
    const page = v.parse(mirroredPage, (await bot.ask('GET', '/conversations/r1/messages')).body)
    expect(page.messages[0]).toEqual(body)
  })

  test('receipts are told to agents: what was seen stays so, and a failure says why', async () => {
    const taken = await takenOver()
    await rina.reply(taken, 'I am Rina.')
    const id = await agentsMessage()
    const give = (receipt: object) => bot.ask('POST', `${at(id)}/receipt`, receipt)
    const delivery = async () => (await seen()).find((message) => message.id === id)?.delivery
    const failed = { state: 'failed', reason: 'No such number' }
    expect((await give(failed)).body).toEqual({ id, state: 'failed' })
    expect(await delivery()).toMatchObject(failed)
    expect((await give({ state: 'delivered' })).body).toEqual({ id, state: 'delivered' })
    await give({ state: 'seen' })
    expect((await give({ state: 'delivered' })).body).toEqual({ id, state: 'seen' })
    expect(await delivery()).toMatchObject({ state: 'seen' })
    // From the first receipt on agents know that this integration gives them.
    const { rows } = await pullAll(rina)
    const team = rows.flatMap((row) => (row.kind === 'team' ? [row.value] : [])).at(-1)
    expect(team?.integrations).toMatchObject([{ id: bot.id, givesReceipts: true }])
    expect((await bot.ask('POST', `${at('m2')}/receipt`, { state: 'seen' })).status).toBe(200)
    const customers = await bot.ask('POST', `${at('m1')}/receipt`, { state: 'seen' })
    expect(codeOf(customers)).toBe('conflict')
    expect(codeOf(await bot.ask('POST', `${at('never')}/receipt`, failed))).toBe('not_found')
    expect((await events()).some(({ type }) => type === 'message.updated')).toBe(false)
  })

  test('a customer’s rating is told to agents and to the bot, the last one', async () => {
    await bot.ask('POST', '/conversations/r1/rating', { score: 2 })
    const rating = { score: 5, comment: 'Quick' }
    expect((await bot.ask('POST', '/conversations/r1/rating', rating)).body).toEqual(rating)
    const row = await untilConversation(rina, ({ rating: told }) => told?.score === 5)
    expect(row.rating).toMatchObject(rating)
    expect((await events()).slice(-2)).toMatchObject([
      { type: 'conversation.rated', score: 2, comment: null },
      { type: 'conversation.rated', ...rating },
    ])
  })

  test('a hand-back tells the bot what was promised, and what it was about', async () => {
    const taken = await takenOver()
    await rina.reply(taken, 'A courier comes tomorrow.')
    const promised = ['A courier tomorrow', 'A refund if it is late']
    const { id: conversationId, epoch } = taken
    await rina.ask('conversation:hand-over', { conversationId, epoch, note: 'VIP', promised })
    expect((await events()).find(({ type }) => type === 'conversation.returned')).toMatchObject({
      note: 'VIP',
      promised,
      summary: 'Where is my cup? – A courier comes tomorrow.',
    })
  })
})
