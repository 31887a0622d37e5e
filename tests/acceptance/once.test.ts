import { agentRequests } from '@baton/protocol/agent-requests.ts'
import { customerRequests } from '@baton/protocol/customer-requests.ts'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { OnceStage, type Case } from './support/once-stage.ts'
import { fieldsOf } from './support/samples.ts'
import { pullAll, startWorld, type World } from './support/world.ts'
import { AGENTS, CUSTOMERS } from './support/writing-requests.ts'

const events = [
  ...Object.entries(AGENTS).map(([event, again]) => ({ who: 'agent' as const, event, again })),
  ...Object.entries(CUSTOMERS).map(([event, again]) => ({
    ...{ who: 'customer' as const, event, again },
  })),
]

test('of every request it is said what becomes of it when it is asked again', () => {
  expect(Object.keys(AGENTS).sort()).toEqual(Object.keys(agentRequests).sort())
  expect(Object.keys(CUSTOMERS).sort()).toEqual(Object.keys(customerRequests).sort())
  const withId = [...Object.entries(agentRequests), ...Object.entries(customerRequests)].flatMap(
    ([event, schema]) => {
      // A message's schema is its fields and a check over them.
      const named = fieldsOf(schema).some(([field]) => field === 'id')
      return named ? [event] : []
    },
  )
  const once = events.flatMap(({ event, again }) => (/once|shows/.test(again) ? [event] : []))
  expect(once.sort()).toEqual([...withId].filter((event) => event !== 'changes:pull').sort())
})

describe.each(ENGINES)('a request that is asked again on %s', (engine) => {
  let world: World
  let stage: OnceStage
  let observer: AgentClient

  beforeAll(async () => {
    // Nothing of it is told to a customer before the tests are over: all of it can be taken back.
    world = await startWorld(engine, { config: { proxies: 1 }, timing: { undo: 600_000 } })
    stage = await OnceStage.open(world, 'nusa')
    observer = await world.agent('dimas')
  }, 60_000)
  afterAll(() => world.end())

  /** Everything that agents can know, but for who is there; once the AI has said what it owed. */
  const everything = async () => {
    await vi.waitFor(
      async () => {
        const { db } = world.server.database
        const owed = db.selectFrom('conversations').select('id').where('owedSeq', 'is not', null)
        expect(await owed.execute()).toEqual([])
      },
      { timeout: 10_000 },
    )
    const { rows } = await pullAll(observer)
    return JSON.stringify(rows.filter(({ kind }) => kind !== 'agent'))
  }

  for (const { who, event } of events.filter(({ again }) => again === 'once')) {
    describe(`${event} of the ${who}`, () => {
      let one: Case

      test('twice at once is done once', async () => {
        one = await stage.prepare(who, event)
        const [first, second] = await Promise.all([one.ask(), one.ask()])
        expect(first).toMatchObject({ ok: true })
        expect(second).toEqual(first)
      }, 30_000)

      for (const later of [
        'nothing',
        'taken over',
        'resolved',
        'reopened',
        'asked for a human',
      ] as const) {
        test(`is given its first answer after: ${later}`, async () => {
          const first = await one.ask()
          await stage.goOn(one, later)
          const before = await everything()
          expect(await one.ask()).toEqual(first)
          expect(await everything()).toBe(before)
        }, 30_000)
      }

      test('is refused under the same id with other content, and for another request', async () => {
        const refused = { ok: false, error: { code: 'id-reused' } }
        expect(await one.askOther()).toEqual(refused)
        const id = newId()
        await stage.spend(id)
        // A copy of a file is a file, whose ids are the uploads'.
        if (event === 'file:copy') return
        const spent = await stage.prepare(who, event, id)
        expect(await spent.ask()).toEqual(refused)
      }, 30_000)
    })
  }

  test('a human asked for while one is there is not asked for later by the same request', async () => {
    const { customer, conversationId } = await stage.owned()
    const ask = { id: newId() }
    await customer.ask('human:ask', ask)
    await stage.move('conversation:take-over', conversationId)
    await stage.move('conversation:resolve', conversationId)
    await customer.ask('human:ask', ask)
    expect((await stage.read(conversationId)).state).toBe('resolved')
  }, 30_000)

  test.each(events.filter(({ again }) => again === 'sets'))(
    'of $event the second changes nothing',
    async ({ who, event }) => {
      const one = await stage.prepare(who, event)
      const first = await one.ask()
      expect(first).toMatchObject({ ok: true })
      const before = await everything()
      expect(await one.ask()).toEqual(first)
      expect(await everything()).toBe(before)
    },
    30_000,
  )
})
