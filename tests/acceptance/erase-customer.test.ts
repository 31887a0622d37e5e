import { sql } from 'kysely'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apiError } from '../../server/integrations/v1/api-error.ts'
import { conversationState } from '../../server/integrations/v1/api-schemas.ts'
import { erasures } from '../../server/database/migrations/0038-erasures.ts'
import { startHostileServer, type HostileServer } from '../support/hostile-server.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { refusalOf } from '../support/verbs.ts'
import { pullAll, startWorld, untilConversation, type World } from './support/world.ts'

const HOUR_MS = 3_600_000

describe.each(ENGINES)('a customer of an integration who is erased on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let dimas: AgentClient
  let bot: ApiClient
  let receiver: HostileServer
  /** What the webhook's receiver answers, along with what it was told. */
  let status: number
  /** Until when it waits before it does. */
  let held: Promise<null>
  let ahead: number
  beforeEach(async () => {
    status = 200
    held = Promise.resolve(null)
    ahead = 0
    receiver = await startHostileServer({
      '/hook': (_, response) => {
        const told = receiver.asked.at(-1)?.body
        void held.then(() => response.writeHead(status).end(told))
      },
    })
    world = await startWorld(engine, {
      clock: () => Date.now() + ahead,
      timing: { undo: 0, upkeep: 200, webhookPoll: 100 },
      config: { allowHosts: [{ host: '127.0.0.1', port: receiver.port }] },
    })
    rina = await world.agent('rina')
    dimas = await world.agent('dimas')
    bot = await integrate(dimas, world.server)
  })
  afterEach(async () => {
    await world.end()
    await receiver.stop()
  })

  const path = '/conversations/zanzibar-ref'
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
      { from: 'customer', text: 'My zanzibar cup is broken, said the quokka' },
      { from: 'ai', text: 'Sorry about the zanzibar cup' },
    ],
    card: { reason: 'upset', summary: 'A zanzibar cup', tried: ['Said sorry to zanzibar'] },
  }
  const handOff = async () => {
    await bot.ask('POST', '/handoffs', whole)
    return untilConversation(rina, ({ state }) => state === 'waiting')
  }
  const erase = () => bot.ask('DELETE', '/customers/zanzibar-1')
  const setWebhook = (format?: 'replies') =>
    dimas.ask('webhook:set', {
      ...{ integrationId: bot.id, url: `${receiver.url}/hook` },
      ...(format && { format }),
    })
  const search = async (query: string) =>
    (await rina.ask('search:messages', { query, limit: 10 })).messages.length

  test('is left in no table and no index, whatever they said and whatever it was changed to', async () => {
    await setWebhook()
    const taken = await rina.takeOver(await handOff())
    await rina.reply(taken, 'A zanzibar courier comes')
    await rina.note(taken, 'Zanzibar is a VIP')
    const { id: conversationId, epoch } = taken
    const tag = { id: crypto.randomUUID(), conversationId, add: ['zanzibar'], remove: [] }
    await rina.ask('conversation:tag', tag)
    const promised = ['zanzibar by monday']
    const handed = { conversationId, epoch, note: 'zanzibar', promised }
    await rina.ask('conversation:hand-over', handed)
    // Each text is in the index, and the team goes on seeing only the last few of them.
    const first = `${path}/messages/${encodeURIComponent('#1')}`
    expect(await search('quokka')).toBe(1)
    for (const word of ['walrus', 'x'.repeat(9_000), 'zanzibar']) {
      await bot.ask('PATCH', first, { text: `It was the ${word}` })
      await search('zanzibar')
    }
    await bot.ask('POST', `${path}/rating`, { score: 4, comment: 'zanzibar' })
    await expect
      .poll(() => tablesWith('zanzibar'), { timeout: 20_000 })
      .toContain('webhookDeliveries')
    const before = await untilConversation(rina, ({ rating }) => rating !== undefined)
    // Somebody else stays.
    const other = { ref: 'r2', customer: { id: 'budi', name: 'Budi' } }
    const transcript = [{ from: 'customer', text: 'Where is my plate?' }]
    await bot.ask('POST', '/handoffs', {
      ...other,
      transcript,
      card: { reason: 'unsure', summary: 'A plate' },
    })

    const erased = await erase()
    expect(erased).toMatchObject({ status: 200, body: { conversations: 1 } })
    expect(v.parse(apiError, (await erase()).body).code).toBe('not_found')
    expect(await search('plate')).toBe(1)
    for (const word of ['zanzibar', 'quokka', 'walrus']) {
      expect(await tablesWith(word), word).toEqual([])
      expect(await indexHas(word), word).toBe(false)
      expect(await search(word), word).toBe(0)
    }
    expect(await tablesWith('plate')).not.toEqual([])
    expect(await indexHas('plate')).toBe(true)
    // Copies are told: the rows that they have become empty ones.
    const { rows } = await pullAll(rina)
    expect(JSON.stringify(rows)).not.toMatch(/zanzibar|quokka|walrus/i)
    const emptied = await untilConversation(rina, ({ id, state }) => {
      return id === conversationId && state === 'resolved'
    })
    expect(emptied).toMatchObject({ lastMessage: null, handoff: null, epoch: before.epoch + 1 })
    expect((await bot.ask('GET', '/events')).status).toBe(200)
    // Their names are free again.
    const anew = await bot.ask('PUT', path, { customer: whole.customer })
    expect(v.parse(conversationState, anew.body)).toMatchObject({ state: 'ai', epoch: 0 })
  })

  test('is nobody’s any more: whoever had the conversation writes no more, and admins see who erased them', async () => {
    const taken = await rina.takeOver(await handOff())
    await erase()
    const empty = await untilConversation(rina, ({ state }) => state === 'resolved')
    expect(empty).toMatchObject({ epoch: taken.epoch + 1, ownerId: null })
    expect((await refusalOf(rina.reply(taken, 'Too late'))).code).toBe('stale-epoch')
    const { entries } = await dimas.ask('audit:list', {
      ...{ query: '', what: 'customer:erased', from: null, to: null, before: null, limit: 10 },
    })
    expect(entries).toMatchObject([
      {
        by: { kind: 'integration', id: bot.id },
        stage: 'done',
        subject: { kind: 'customer', id: taken.customer.id },
        details: { conversations: 1, keyId: bot.key.id },
      },
    ])
    expect(JSON.stringify(entries)).not.toMatch(/zanzibar/i)
  })

  test('is told of no more by a webhook of replies, also where words of an agent still wait in it', async () => {
    await setWebhook('replies')
    const taken = await rina.takeOver(await handOff())
    status = 500
    await rina.reply(taken, 'A zanzibar courier comes')
    await expect.poll(() => receiver.asked.length, { timeout: 20_000 }).toBe(1)
    expect(receiver.asked[0]?.body).toContain('zanzibar courier')
    await expect
      .poll(() => tablesWith('zanzibar'), { timeout: 20_000 })
      .toContain('webhookDeliveries')
    await erase()
    status = 200
    ahead = HOUR_MS
    const lanes = () => world.server.database.db.selectFrom('webhookLanes').selectAll().execute()
    await expect.poll(lanes, { timeout: 20_000 }).toEqual([])
    expect(receiver.asked).toHaveLength(1)
    expect(await tablesWith('zanzibar')).toEqual([])
  })

  test('is not in the log of a webhook, also where its answer comes later', async () => {
    await setWebhook()
    const gate = Promise.withResolvers<null>()
    held = gate.promise
    await handOff()
    await expect.poll(() => receiver.asked.length, { timeout: 20_000 }).toBe(1)
    expect(receiver.asked[0]?.body).toContain('zanzibar')
    await erase()
    gate.resolve(null)
    const lanes = () => world.server.database.db.selectFrom('webhookLanes').selectAll().execute()
    await expect.poll(lanes, { timeout: 20_000 }).toEqual([])
    expect(await tablesWith('zanzibar')).toEqual([])
  })

  test('is erased in slices, so that others are served in between', async () => {
    await handOff()
    for (let from = 0; from < 500; from += 100) {
      const messages = Array.from({ length: 100 }, (_, n) => {
        return { id: `m${from + n}`, from: 'customer', text: `Zanzibar ${from + n}` }
      })
      await bot.ask('POST', `${path}/messages`, { messages })
    }
    const { db } = world.server.database
    const revision = async () =>
      (await db.selectFrom('teams').select('rev').executeTakeFirstOrThrow()).rev
    const before = await revision()
    await erase()
    // Who they are, the conversation, and 200 messages at a time.
    expect((await revision()) - before).toBe(5)
    await search('zanzibar')
    expect(await tablesWith('zanzibar')).toEqual([])
  })

  test('is erased by a stored task, which goes on after whatever ends it', async () => {
    const { customer, id } = await handOff()
    const { db } = world.server.database
    const task = { personId: customer.id, teamId: world.teamId, conversationId: '' }
    await db.insertInto('erasures').values(task).execute()
    const tasks = () => db.selectFrom('erasures').selectAll().execute()
    await expect.poll(tasks, { timeout: 20_000 }).toEqual([])
    const texts = await db
      .selectFrom('messages')
      .select('text')
      .where('conversationId', '=', id)
      .execute()
    expect(texts.length).toBeGreaterThan(1)
    expect(texts.every(({ text }) => text === '')).toBe(true)
    expect(await tablesWith('zanzibar')).toEqual(['people', 'mirroredCustomers'].sort())
  })

  test('is erased whole, also where all of it is older than what finds it', async () => {
    const taken = await rina.takeOver(await handOff())
    const first = `${path}/messages/${encodeURIComponent('#1')}`
    for (const word of ['walrus', 'zanzibar']) {
      await bot.ask('PATCH', first, { text: `It was the ${word}` })
      await search('zanzibar')
    }
    await rina.reply(taken, 'A zanzibar courier comes')
    await beforeMigration()
    await erasures.up(world.server.database.db)
    await erase()
    await search('zanzibar')
    for (const word of ['zanzibar', 'walrus']) {
      expect(await tablesWith(word), word).toEqual([])
      expect(await indexHas(word), word).toBe(false)
    }
  })

  /** Makes the database as it was before the step that erasing needs. */
  async function beforeMigration(): Promise<void> {
    const { db } = world.server.database
    const steps = [
      sql`drop table "erasures"`,
      sql`drop index "edits_person"`,
      sql`alter table "edits" drop column "personId"`,
      sql`drop index "webhookDeliveries_conversation"`,
      engine === 'sqlite'
        ? sql`drop table "mirroredTerms"`
        : sql`drop index "termsOfMessages_message"`,
      sql`update "integrationEvents" set "conversationId" = null`,
    ]
    for (const step of steps) await step.execute(db)
  }

  /** Whether the index of words has this one anywhere. */
  async function indexHas(word: string): Promise<boolean> {
    const query =
      engine === 'sqlite'
        ? sql`select rowid from "termsOfMessages" where "termsOfMessages" match ${`"${word}"`}`
        : sql`select "messageId" from "termsOfMessages" where "words" @@ ${`'${word}'`}::tsquery`
    return (await query.execute(world.server.database.db)).rows.length > 0
  }

  /** The tables, those of the indexes too, that have a text with this word anywhere, by their names. */
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
    return found.sort()
  }
})
