import type { Conversation } from '@baton/protocol/conversation.ts'
import type { CustomerMessage } from '@baton/protocol/customer.ts'
import { v7 as newId } from 'uuid'
import { expect, test, vi } from 'vitest'
import { testDice } from '../faults/support/dice.ts'
import type { CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld } from './support/world.ts'

const UNDO_MS = 10_000
const CONVERSATIONS = 6
const STEPS = 40
const ALL_TOLD = Array.from({ length: CONVERSATIONS }, () => null)

/**
 * Agents, customers, the clock and crashes in any order: whatever the customer read, it reads as one story. The AI speaks
 * only after they were told that it answers, nobody is told that it ended who goes on, and in the end everybody knows.
 */
test.each(ENGINES)(
  'what can be taken back is told whole or not at all, on %s',
  async (engine) => {
    const dice = testDice()
    const pickOf = <T>(all: readonly T[]): T => {
      const [first, ...rest] = all
      if (first === undefined) throw new Error('There is nothing to choose from.')
      return dice.pick([first, ...rest])
    }
    let ahead = 0
    const world = await startWorld(engine, {
      timing: { undo: UNDO_MS },
      config: { requestsPerSecond: 1_000 },
      clock: () => Date.now() + ahead,
    })
    let agents = await Promise.all(['rina', 'sari', 'dimas'].map((name) => world.agent(name)))
    let customers = await Promise.all(Array.from({ length: CONVERSATIONS }, () => world.customer()))
    const said = new Map<string, number>()

    const says = async (who: CustomerClient) => {
      const id = newId()
      const stored = await who.ask('message:send', { id, text: 'Hello' })
      expect(stored.id).toBe(id)
      said.set(who.id, (said.get(who.id) ?? 0) + 1)
    }
    const everything = async (customer: CustomerClient) =>
      (await customer.ask('messages:pull', { after: 0, before: null, limit: 200 })).messages
    const stored = () => world.server.database.db.selectFrom('conversations').selectAll().execute()
    const acts = async () => {
      const agent = pickOf(agents)
      const at = pickOf(await stored())
      const move = dice.pick(['take-over', 'hand-over', 'resolve', 'undo', 'undo'] as const)
      const body = { id: newId(), conversationId: at.id, epoch: at.epoch }
      // Most are refused, which is an answer as well.
      await agent.socket.emitWithAck(`conversation:${move}`, body)
    }
    const restarts = async () => {
      await world.server.restart()
      agents = await Promise.all(['rina', 'sari', 'dimas'].map((name) => world.agent(name)))
      customers = await Promise.all(customers.map(({ id, token }) => world.customer({ id, token })))
    }

    for (const who of customers) await says(who)
    for (let step = 0; step < STEPS; step += 1) {
      const chance = dice.fraction()
      if (chance < 0.5) await Promise.all(Array.from({ length: 4 }, acts))
      else if (chance < 0.75) await Promise.all([says(pickOf(customers)), acts()])
      else if (chance < 0.85) {
        await pickOf(customers).socket.emitWithAck('human:ask', { id: newId() })
      } else if (chance < 0.97) ahead += dice.between(1, UNDO_MS)
      else await restarts()
    }
    ahead += UNDO_MS

    await vi.waitFor(
      async () =>
        expect((await stored()).map(({ undoableUntil }) => undoableUntil)).toEqual(ALL_TOLD),
      { timeout: 30_000 },
    )
    const conversations = await stored()
    for (const who of customers) {
      const again = await world.customer({ id: who.id, token: who.token })
      const heard = await everything(again)
      expect(heard.filter(({ author }) => author.kind === 'customer')).toHaveLength(
        said.get(who.id) ?? 0,
      )
      expect(heard.map(({ previousSeq }) => previousSeq)).toEqual([
        0,
        ...heard.map(({ seq }) => seq).slice(0, -1),
      ])
      const told = storyOf(heard)
      expect(conversations.find(({ customerId }) => customerId === who.id)?.state).toBe(told)
      expect(again.hello.view.state).toBe(told)
    }
    await world.end()
  },
  120_000,
)

test('a customer who asks for a human once they were told that it ended goes on with the same story', async () => {
  let ahead = 0
  const world = await startWorld('sqlite', {
    timing: { undo: UNDO_MS },
    clock: () => Date.now() + ahead,
  })
  const [rina, customer] = [await world.agent('rina'), await world.customer()]
  await customer.says('Hello')
  const { id: conversationId, epoch } = await world.server.database.db
    .selectFrom('conversations')
    .select(['id', 'epoch'])
    .executeTakeFirstOrThrow()
  await rina.resolve({ id: conversationId, epoch })
  const heard = async () =>
    (await customer.ask('messages:pull', { after: 0, before: null, limit: 200 })).messages
  ahead = UNDO_MS
  await vi.waitFor(async () => expect(storyOf(await heard())).toBe('resolved'), { timeout: 30_000 })
  await customer.ask('human:ask', {})
  expect(storyOf(await heard())).toBe('waiting')
  await world.end()
})

/** Who answers at the end of what a customer read. Fails where somebody spoke who, as far as they knew, did not. */
function storyOf(heard: readonly CustomerMessage[]): Conversation['state'] {
  let state: Conversation['state'] = 'ai'
  for (const [index, { author }] of heard.entries()) {
    // What the AI says of asking for a human comes right before the notice of it.
    const next = heard[index + 1]?.author
    const asksHuman =
      author.kind === 'ai' && next?.kind === 'system' && next.event === 'human-asked'
    // Whoever writes or asks for a human opens it again.
    if ((author.kind === 'customer' || asksHuman) && state === 'resolved') state = 'ai'
    if (author.kind === 'ai') expect(state).toBe('ai')
    if (author.kind !== 'system') continue
    switch (author.event) {
      case 'taken-over':
        state = 'human'
        break
      case 'handed-to-ai':
        expect(['human', 'waiting']).toContain(state)
        state = 'ai'
        break
      case 'human-asked':
        expect(state).toBe('ai')
        state = 'waiting'
        break
      case 'owner-left':
      case 'transferred':
      case 'identified':
        throw new Error(`Nobody made it ${author.event}.`)
      case 'resolved':
        expect(state).not.toBe('resolved')
        state = 'resolved'
    }
  }
  return state
}
