import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apiError } from '../../server/integrations/v1/api-error.ts'
import { mirroredPage } from '../../server/integrations/v1/api-schemas.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, untilConversation, type World } from './support/world.ts'

describe.each(ENGINES)('a customer of an integration on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let bot: ApiClient
  beforeEach(async () => {
    world = await startWorld(engine, { timing: { undo: 0 } })
    rina = await world.agent('rina')
    bot = await integrate(await world.agent('dimas'), world.server)
  })
  afterEach(() => world.end())

  const codeOf = ({ body }: { body: unknown }) => v.parse(apiError, body).code
  const whole = {
    ref: 'zanzibar-ref',
    customer: {
      id: 'zanzibar-1',
      name: 'Zanzibar Ana',
      email: 'ana@zanzibar.example',
      context: { plan: 'zanzibar' },
    },
    page: { url: 'https://shop.example/zanzibar', title: 'Zanzibar' },
    transcript: [
      { from: 'customer', text: 'My zanzibar cup is broken' },
      { from: 'ai', text: 'Sorry about the zanzibar cup' },
    ],
    card: { reason: 'upset', summary: 'A zanzibar cup', tried: ['Said sorry to zanzibar'] },
  }
  const handOff = (more: object = {}) => bot.ask('POST', '/handoffs', { ...whole, ...more })

  test('gets a human by one call, however often it is asked', async () => {
    const first = await handOff()
    expect(first).toMatchObject({ status: 200, body: { state: 'waiting', epoch: 1 } })
    expect(await handOff()).toEqual(first)
    const row = await untilConversation(rina, ({ state }) => state === 'waiting')
    expect(row).toMatchObject({ customer: { name: 'Zanzibar Ana' }, handoff: { cause: 'upset' } })
    const { rows } = await pullAll(rina)
    const texts = rows.flatMap((one) => (one.kind === 'message' ? [one.value.text] : []))
    expect(texts.slice(0, 2)).toEqual(whole.transcript.map(({ text }) => text))
    // More was said meanwhile: what is stored already stays, and the rest is what the customer saw.
    const longer = [...whole.transcript, { from: 'ai', text: 'A human comes' }]
    expect((await handOff({ transcript: longer })).body).toMatchObject({ state: 'waiting' })
    const path = '/conversations/zanzibar-ref/messages'
    const page = v.parse(mirroredPage, (await bot.ask('GET', path)).body)
    expect(page.messages.map(({ from }) => from)).toEqual(['customer', 'ai', 'system', 'ai'])
    expect(codeOf(await handOff({ transcript: [{ from: 'ai', text: 'Another' }] }))).toBe(
      'id_reused',
    )
    const taken = await rina.takeOver(row)
    expect((await handOff({ id: 'again' })).body).toEqual({ state: 'human', epoch: taken.epoch })
  })

  test('gets a human by one call of a bot that mirrors, which stores nothing twice', async () => {
    const { customer, card } = whole
    await bot.ask('PUT', '/conversations/mirrored', { customer })
    const transcript = [
      { id: 'm1', from: 'customer', text: 'My cup is broken' },
      { id: 'm2', from: 'ai', text: 'Sorry about the cup' },
    ]
    const messages = transcript.map((said) => (said.from === 'ai' ? { ...said, epoch: 0 } : said))
    await bot.ask('POST', '/conversations/mirrored/messages', { messages })
    const longer = [...transcript, { id: 'm3', from: 'customer', text: 'A human, please' }]
    const answer = await handOff({ ref: 'mirrored', card, transcript: longer })
    expect(answer).toMatchObject({ status: 200, body: { state: 'waiting' } })
    const page = await bot.ask('GET', '/conversations/mirrored/messages')
    const { messages: stored } = v.parse(mirroredPage, page.body)
    expect(stored.map(({ id, from }) => (from === 'system' ? from : id))).toEqual([
      ...['m1', 'm2', 'm3', 'system'],
    ])
    // Words that the bot was refused, and shows as said all the same, are no reason to get no human.
    const late = { id: 'm4', from: 'ai', text: 'Wait', epoch: 0 }
    expect((await bot.ask('POST', '/conversations/mirrored/messages', late)).status).toBe(409)
    const again = [...longer, { id: 'm4', from: 'ai', text: 'Wait' }]
    const second = await handOff({ ref: 'mirrored', card, transcript: again })
    expect(second).toMatchObject({ status: 200, body: { state: 'waiting' } })
  })

  test('comes back to a resolved conversation, and nobody is said to have been talked over', async () => {
    await bot.ask('PUT', '/conversations/resolved', { customer: whole.customer })
    await bot.ask('POST', '/conversations/resolved/resolve', { epoch: 0 })
    expect((await handOff({ ref: 'resolved' })).status).toBe(200)
    await untilConversation(rina, ({ state }) => state === 'waiting')
    const { rows } = await pullAll(rina)
    const byAi = rows.flatMap((row) =>
      row.kind === 'message' && row.value.author.kind === 'ai' ? [row.value] : [],
    )
    expect(byAi).toHaveLength(1)
    expect(byAi[0]?.shown).toBeUndefined()
  })

  test('whose integration is removed is answered by nobody: what the bot had is resolved, what a human has stays', async () => {
    const dimas = await world.agent('dimas')
    await bot.ask('PUT', '/conversations/left', { customer: whole.customer })
    const said = { id: 'm1', from: 'customer', text: 'Hello' }
    await bot.ask('POST', '/conversations/left/messages', said)
    await handOff()
    const mine = await rina.takeOver(
      await untilConversation(rina, ({ state }) => state === 'waiting'),
    )
    await dimas.ask('integration:remove', { integrationId: bot.id })
    const left = await untilConversation(rina, ({ state }) => state === 'resolved')
    expect(left.id).not.toBe(mine.id)
    const { rows } = await pullAll(rina)
    const notices = rows.flatMap((row) => {
      if (row.kind !== 'message' || row.value.author.kind !== 'system') return []
      return row.value.conversationId === left.id ? [row.value] : []
    })
    expect(notices).toMatchObject([{ visibility: 'team', author: { event: 'resolved' } }])
    await rina.reply(mine, 'I am still here.')
  })
})
