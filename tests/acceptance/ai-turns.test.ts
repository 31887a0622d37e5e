import { afterEach, describe, expect, test } from 'vitest'
import { createTurnCounter } from '../../server/ai/turns/turn-budgets.ts'
import { connectCustomer, type CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { fails, handsOff, saysAndHangs, says, type Script } from './support/scripted-maker.ts'
import {
  startWorld,
  toldConversation,
  until,
  untilConversation,
  type World,
} from './support/world.ts'

const MUCH = { turnsPerMinute: 1_000, turnsPerDay: 1_000, lettersPerDay: 1_000_000 }

describe.each(ENGINES)('answers of the AI on %s', (engine) => {
  let world: World
  afterEach(() => world.end())

  const ask = async (customer: CustomerClient, text = 'Where is my parcel?') =>
    await customer.says(text)
  const aiSaid = ({ messages }: CustomerClient) =>
    messages.filter(({ author }) => author.kind === 'ai').map(({ text }) => text)

  test('are made at the same time, as many as ask', async () => {
    world = await startWorld(engine)
    const many = 40
    let asked = 0
    const all = Promise.withResolvers<undefined>()
    world.server.maker.script = async function* () {
      asked += 1
      if (asked === many) all.resolve(undefined)
      await all.promise
      yield { kind: 'text', text: 'There.' } as const
    }
    const customers = await Promise.all(Array.from({ length: many }, () => world.customer()))
    await Promise.all(customers.map((customer) => ask(customer)))
    await until(() => customers.every((customer) => aiSaid(customer).length === 1) || undefined)
    expect(world.server.maker.turns).toHaveLength(many)
  }, 60_000)

  test("of one team leave places for another's, however slow its maker is", async () => {
    world = await startWorld(engine, { config: { aiAtOnce: 4 } })
    await world.server.app.services.teams.createTeam({ slug: 'other', name: 'Other' })
    const hang = saysAndHangs('One moment')
    const script: Script = (turn, signal) =>
      turn.messages.some(({ text }) => text === 'quick')
        ? says('Quick.')(turn, signal)
        : hang(turn, signal)
    world.server.maker.script = script
    const customers = await Promise.all(Array.from({ length: 10 }, () => world.customer()))
    await Promise.all(customers.map((customer) => ask(customer)))
    const other = await connectCustomer(world.server.url, 'other')
    await ask(other, 'quick')
    await until(() => aiSaid(other).at(0))
    other.socket.disconnect()
  }, 60_000)

  test('that ask for a human while nobody is here say so, and so does the button', async () => {
    world = await startWorld(engine)
    world.server.maker.script = handsOff('I have asked a colleague.')
    const first = await world.customer()
    await ask(first)
    await until(() => aiSaid(first).some((text) => /colleague\.\n\nNobody .* is here/.test(text)))
    world.server.maker.script = says('There.')
    const second = await world.customer()
    await ask(second)
    await until(() => aiSaid(second).at(0))
    await second.ask('human:ask', {})
    await until(() =>
      aiSaid(second).some((text) => /human colleague .* Nobody .* is here/.test(text)),
    )

    await world.agent('rina')
    const third = await world.customer()
    await ask(third)
    await until(() => aiSaid(third).at(0))
    await third.ask('human:ask', {})
    await until(() => aiSaid(third).some((text) => text.includes('with you shortly')))
    expect(aiSaid(third).join()).not.toContain('Nobody')
  }, 60_000)

  test('that are too many for one customer end with a human, in words, over a restart too', async () => {
    const budget = { ...MUCH, turnsPerDay: 2 }
    const aiBudgets = { customer: budget, network: MUCH, team: MUCH }
    world = await startWorld(engine, { config: { aiBudgets } })
    let rina = await world.agent('rina')
    let customer = await world.customer()
    for (const n of [1, 2]) {
      await ask(customer)
      await until(() => aiSaid(customer)[n - 1])
    }
    await ask(customer)
    const waiting = await untilConversation(rina, ({ state }) => state === 'waiting')
    expect(waiting.handoff?.tried.at(-1)).toMatch(/often enough/)
    await until(() => aiSaid(customer)[2])
    expect(aiSaid(customer)[2]).toMatch(/asked a human colleague/)
    expect(world.server.maker.turns).toHaveLength(2)

    const known = { id: customer.id, token: customer.token }
    await world.server.restart()
    rina = await world.agent('rina')
    customer = await world.customer(known)
    await rina.handBack(waiting)
    await ask(customer)
    await untilConversation(
      rina,
      ({ state, epoch }) => state === 'waiting' && epoch > waiting.epoch,
    )
    expect(world.server.maker.turns).toHaveLength(2)
    expect(toldConversation(rina)?.state).toBe('waiting')
  }, 60_000)

  test('are counted for customer, network and team: over one of them is over, and counts for none', async () => {
    world = await startWorld(engine)
    const { db } = world.server.database
    const customer = await world.customer()
    await ask(customer)
    await until(() => aiSaid(customer).at(0))
    const row = await db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow()
    const from = (owedFrom: string | null, personId = row.personId, letters = 1) => ({
      row: { ...row, owedFrom, personId },
      letters,
    })
    let now = 1_000_000_000_000
    const budgets = {
      customer: { ...MUCH, turnsPerMinute: 2 },
      network: { ...MUCH, turnsPerDay: 4 },
      team: { ...MUCH, lettersPerDay: 100 },
    }
    const count = createTurnCounter({ db, clock: () => now, budgets })
    const refusedOf = async (...asked: ReturnType<typeof from>[]) => {
      const results: number[] = []
      for (const one of asked) results.push((await count([one])).size)
      return results
    }
    const here = '203.0.113.7'
    expect(await refusedOf(from(here), from(here), from(here))).toEqual([0, 0, 1])
    now += 60_000
    expect(await refusedOf(from(here), from(here, 'p2'), from(here, 'p3'))).toEqual([0, 0, 1])
    expect(await refusedOf(from('2001:db8::/64', 'p3'), from(null, 'p3'))).toEqual([0, 0])
    expect(await refusedOf(from(null, 'p4', 94), from(null, 'p4', 95))).toEqual([0, 1])
    now += 86_400_000
    expect(await refusedOf(from(here), from(null, 'p4', 95))).toEqual([0, 0])
  }, 60_000)

  test('that were owed when the clock went back do not wait for it', async () => {
    let now = 2_000_000_000_000
    world = await startWorld(engine, { clock: () => now })
    world.server.maker.script = fails()
    const customer = await world.customer()
    await ask(customer)
    await until(() => world.server.maker.turns[0])
    world.server.maker.script = says('There.')
    now -= 3_600_000
    await until(() => aiSaid(customer).at(0))
  }, 60_000)

  test('longer than a message, or empty for ever, end by themselves', async () => {
    world = await startWorld(engine)
    let ended = false
    world.server.maker.script = async function* () {
      try {
        for (;;) yield await Promise.resolve({ kind: 'text', text: 'x'.repeat(500) } as const)
      } finally {
        ended = true
      }
    }
    const customer = await world.customer()
    await ask(customer)
    await until(() => aiSaid(customer).at(0))
    expect(aiSaid(customer)[0]).toHaveLength(8_000)
    expect(ended).toBe(true)
  }, 60_000)

  test('that never come count as failed, and end with a human', async () => {
    world = await startWorld(engine, { timing: { turnLimit: 20 } })
    world.server.maker.script = saysAndHangs('One moment')
    const rina = await world.agent('rina')
    await ask(await world.customer())
    await untilConversation(rina, ({ state }) => state === 'waiting')
    expect(world.server.maker.turns).toHaveLength(2)
  }, 60_000)

  test('whose customer cannot be read hold up no other, and end with a human', async () => {
    world = await startWorld(engine)
    const { db } = world.server.database
    const [broken, sound] = [await world.customer(), await world.customer()]
    await ask(broken)
    await until(() => aiSaid(broken).at(0))
    await db.updateTable('people').set({ context: 'no JSON' }).where('id', '=', broken.id).execute()
    await Promise.all([ask(broken), ask(sound)])
    await until(() => aiSaid(sound).at(0))
    await until(() => aiSaid(broken).at(1))
    const { state } = await db
      .selectFrom('conversations')
      .select('state')
      .where('personId', '=', broken.id)
      .executeTakeFirstOrThrow()
    expect(state).toBe('waiting')
    expect(world.server.maker.turns).toHaveLength(2)
  }, 60_000)
})
