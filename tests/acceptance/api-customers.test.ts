import { sql } from 'kysely'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apiError } from '../../server/integrations/v1/api-error.ts'
import { conversationState, mirroredPage } from '../../server/integrations/v1/api-schemas.ts'
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

  test('is erased, and nothing of them is left in any table or index', async () => {
    await handOff()
    const waiting = await untilConversation(rina, ({ state }) => state === 'waiting')
    const taken = await rina.takeOver(waiting)
    await rina.reply(taken, 'A zanzibar courier comes')
    await rina.note(taken, 'Zanzibar is a VIP')
    const { id: conversationId, epoch } = taken
    const promised = ['zanzibar by monday']
    await rina.ask('conversation:hand-over', {
      conversationId,
      epoch,
      note: 'zanzibar',
      promised,
    })
    const path = '/conversations/zanzibar-ref'
    await bot.ask('PATCH', `${path}/messages/${encodeURIComponent('#1')}`, { text: 'zanzibar!' })
    await bot.ask('POST', `${path}/rating`, { score: 4, comment: 'zanzibar' })
    await rina.ask('search:messages', { query: 'zanzibar', limit: 10 })
    expect(await tablesWith('zanzibar')).not.toEqual([])
    // Somebody else stays.
    const other = { ...whole, ref: 'r2', customer: { id: 'budi', name: 'Budi' } }
    const transcript = [{ from: 'customer', text: 'Where is my plate?' }]
    const card = { reason: 'unsure', summary: 'A plate' }
    await bot.ask('POST', '/handoffs', { ref: 'r2', customer: other.customer, transcript, card })

    const erased = await bot.ask('DELETE', '/customers/zanzibar-1')
    expect(erased).toMatchObject({ status: 200, body: { conversations: 1 } })
    expect(codeOf(await bot.ask('DELETE', '/customers/zanzibar-1'))).toBe('not_found')
    await rina.ask('search:messages', { query: 'plate', limit: 10 })
    expect(await tablesWith('zanzibar')).toEqual([])
    expect(await tablesWith('plate')).not.toEqual([])
    // Copies are told: the rows that they have become empty ones.
    const { rows } = await pullAll(rina)
    expect(JSON.stringify(rows)).not.toMatch(/zanzibar/i)
    const emptied = await untilConversation(rina, ({ id, state }) => {
      return id === conversationId && state === 'resolved'
    })
    expect(emptied).toMatchObject({ lastMessage: null, handoff: null })
    const found = await rina.ask('search:messages', { query: 'zanzibar', limit: 10 })
    expect(found.messages).toEqual([])
    expect((await bot.ask('GET', '/events')).status).toBe(200)
    // Their names are free again.
    const anew = await bot.ask('PUT', path, { customer: whole.customer })
    expect(v.parse(conversationState, anew.body)).toMatchObject({ state: 'ai', epoch: 0 })
  })

  /** The tables, those of the indexes too, that have a text with this word anywhere. */
  async function tablesWith(word: string): Promise<string[]> {
    const { db } = world.server.database
    const names =
      engine === 'sqlite'
        ? sql<{ name: string }>`select name from sqlite_master where type = 'table'`
        : sql<{
            name: string
          }>`select tablename as name from pg_tables where schemaname = current_schema()`
    const found: string[] = []
    for (const { name } of (await names.execute(db)).rows) {
      const table = sql.table(name)
      const { rows } = await sql<object>`select * from ${table}`.execute(db)
      const texts = rows.flatMap((row) =>
        Object.values(row).map((value: unknown) =>
          value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value),
        ),
      )
      if (texts.some((text) => text.toLowerCase().includes(word))) found.push(name)
    }
    return found
  }
})
