import { everyTeam } from '../../server/ai/reply-maker.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ChangeTeam } from '@baton/protocol/team-settings.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/edge/config.ts'
import { openDatabase } from '../../server/database/open.ts'
import type { AgentClient, CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { handsOff, says, scriptedMaker } from './support/scripted-maker.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'

const MINUTE = 60_000
/** A loaded machine takes its time. */
const PATIENT = { timeout: 30_000 }

describe.each(ENGINES)('what a team has set to happen by itself on %s', (engine) => {
  let world: World
  let dimas: AgentClient
  let customer: CustomerClient
  let ahead: number

  beforeEach(async () => {
    ahead = 0
    world = await startWorld(engine, { clock: () => Date.now() + ahead })
    dimas = await world.agent('dimas')
    customer = await world.customer()
  })
  afterEach(() => world.end())

  const say = async (text: string) => {
    await customer.says(text)
  }
  const set = async (change: ChangeTeam) => {
    await dimas.ask('team:change', change)
  }
  const notices = () => customer.messages.filter(({ author }) => author.kind === 'system')

  async function heldByRina(): Promise<{ rina: AgentClient; held: Conversation }> {
    const rina = await world.agent('rina')
    await say('My cup came broken.')
    const { id, epoch } = await untilConversation(dimas, ({ lastSeq }) => lastSeq === 2)
    const take = { id: newId(), conversationId: id, epoch }
    const answer = await rina.ask('conversation:take-over', take)
    return { rina, held: answer.conversation }
  }
  /** Waits until everybody has been told last whether Rina is there. */
  const rinaIsTold = (isThere: boolean) =>
    until(() => {
      const told = dimas.changes
        .flatMap(({ rows }) => rows)
        .flatMap((row) => (row.kind === 'agent' && row.value.id === world.ids.rina ? [row] : []))
        .at(-1)
      return told && (told.value.presence !== 'offline') === isThere ? told : undefined
    })
  /** Rina's browser closes, and everybody is told that she is offline. */
  async function leaves(rina: AgentClient): Promise<void> {
    rina.socket.disconnect()
    await rinaIsTold(false)
  }

  test('the conversations of an owner who stays offline wait again, and the customer is told', async () => {
    await set({
      ownerLeft: 'to-waiting',
      ownerLeftAfterMs: 10 * MINUTE,
      notices: { 'owner-left': '{name} had to go.' },
    })
    const { rina, held } = await heldByRina()
    await leaves(rina)
    ahead = 9 * MINUTE
    await say('Are you there?')
    const still = await untilConversation(dimas, ({ customerCount }) => customerCount === 2)
    expect(still).toMatchObject({ state: 'human', ownerId: world.ids.rina })
    ahead = 11 * MINUTE
    const waiting = await untilConversation(dimas, ({ state }) => state === 'waiting')
    expect(waiting).toMatchObject({
      ...{ ownerId: null, epoch: held.epoch + 1 },
      handoff: { reason: 'owner-left', summary: expect.stringContaining('cup') as unknown },
    })
    await until(() => notices().find(({ text }) => text === 'Rina had to go.'))
  })

  test('an owner who comes back in time keeps what they hold', async () => {
    await set({ ownerLeft: 'to-waiting', ownerLeftAfterMs: 10 * MINUTE })
    const { rina } = await heldByRina()
    await leaves(rina)
    ahead = 9 * MINUTE
    await world.agent('rina')
    await rinaIsTold(true)
    ahead = 60 * MINUTE
    await say('Are you there?')
    const still = await untilConversation(dimas, ({ customerCount }) => customerCount === 2)
    expect(still).toMatchObject({ state: 'human', ownerId: world.ids.rina })
  })

  test('a team that has not set it keeps its owners, however long they are away', async () => {
    await set({ waitLimitMs: 5_000 })
    const { rina } = await heldByRina()
    await leaves(rina)
    ahead = 24 * 60 * MINUTE
    await say('Are you there?')
    const still = await untilConversation(dimas, ({ customerCount }) => customerCount === 2)
    expect(still.state).toBe('human')
  })

  test('what waits too long goes back to the AI, which answers what was said meanwhile', async () => {
    await set({ backToAiAfterMs: 30 * MINUTE })
    world.server.maker.script = handsOff('I shall ask.')
    await say('A refund, please.')
    await untilConversation(dimas, ({ state }) => state === 'waiting')
    await say('It was a cup.')
    world.server.maker.script = says('A new cup is on its way.')
    const answered = world.server.maker.turns.length
    ahead = 31 * MINUTE
    await untilConversation(dimas, ({ state }) => state === 'ai')
    const back = 'The AI agent is back in this conversation'
    await until(() => notices().find(({ text }) => text === back))
    await until(() => (world.server.maker.turns.length > answered ? true : undefined))
  })

  test('is done once, though it became due while no server ran and two start', async () => {
    await set({ ownerLeft: 'to-waiting', ownerLeftAfterMs: 10 * MINUTE })
    const { rina, held } = await heldByRina()
    await leaves(rina)
    ahead = 11 * MINUTE
    await world.server.restart()
    const others = engine === 'postgres' ? [await secondServer()] : []
    const fresh = await world.agent('dimas')
    const { db } = world.server.database
    const row = await vi.waitFor(async () => {
      const found = await db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow()
      expect(found.state).toBe('waiting')
      return found
    }, PATIENT)
    expect(row.epoch).toBe(held.epoch + 1)
    const { id: conversationId } = held
    const asked = { conversationId, before: 99, limit: 99 }
    const { messages } = await fresh.ask('history:page', asked)
    const told = messages.filter(
      ({ author }) => author.kind === 'system' && author.event === 'owner-left',
    )
    expect(told).toHaveLength(1)
    for (const other of others) await other()
  })

  async function secondServer(): Promise<() => Promise<void>> {
    const { address } = world.server
    const database = openDatabase(address)
    const env = { BATON_PORT: '0', BATON_DATABASE: address, BATON_SECRET: 'x'.repeat(32) }
    const app = await createApp({
      ...{ config: readConfig(env), database, makerFor: everyTeam(scriptedMaker()) },
      ...{ timing: { upkeep: 5 }, clock: () => Date.now() + ahead },
    })
    await app.listen()
    return async () => {
      await app.close()
      await database.close()
    }
  }
})
