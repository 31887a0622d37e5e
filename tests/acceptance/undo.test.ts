import type { Conversation } from '@baton/protocol/conversation.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failureOf, resultOf, type AgentClient, type CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { says as saysSo, saysAndHangs } from './support/scripted-maker.ts'
import { startWorld, takenOver, until, untilConversation, type World } from './support/world.ts'

/** Longer than any test: what is told is told because the test moves the clock. */
const UNDO_MS = 10_000

describe.each(ENGINES)('a move that can be taken back on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let customer: CustomerClient
  let held: Conversation
  /** What the server's clock is ahead by. */
  let ahead = 0

  beforeEach(async () => {
    ahead = 0
    world = await startWorld(engine, {
      timing: { undo: UNDO_MS },
      clock: () => Date.now() + ahead,
    })
    rina = await world.agent('rina')
    customer = await world.customer()
    held = await takenOver(rina, customer)
    await until(() => noticesFor(customer)[0])
  })
  afterEach(() => world.end())

  type Move = 'hand-over' | 'resolve' | 'take-over' | 'undo'
  const ask = (agent: AgentClient, move: Move, at: Conversation, how: object = {}) => {
    const body = { id: newId(), conversationId: at.id, epoch: at.epoch, ...how }
    return agent.socket.emitWithAck(`conversation:${move}`, body)
  }
  const made = async (agent: AgentClient, move: Move, at: Conversation, how: object = {}) =>
    resultOf(await ask(agent, move, at, how)).conversation
  const says = async (text: string, who = customer) => await who.says(text)
  const noticesFor = ({ messages }: CustomerClient) =>
    messages.flatMap(({ author }) => (author.kind === 'system' ? [author.event] : []))
  const answers = () => customer.messages.filter(({ author }) => author.kind === 'ai').slice(1)
  const settled = (now: Conversation) =>
    untilConversation(rina, ({ id, undoable }) => id === now.id && undoable === undefined)
  const passTime = () => {
    ahead += UNDO_MS
  }

  test.each(['hand-over', 'resolve'] as const)(
    '%s is shown to every agent at once, and told to the customer when its time is over',
    async (move) => {
      const sari = await world.agent('sari')
      const now = await made(rina, move, held)
      expect(now).toMatchObject({
        state: move === 'resolve' ? 'resolved' : 'ai',
        undoable: { by: { id: world.ids.rina, name: 'Rina' } },
      })
      const seen = await untilConversation(sari, ({ epoch }) => epoch === now.epoch)
      expect(seen).toEqual(now)
      // Whoever looks at the chat meanwhile, or opens it anew, is with Rina still.
      const again = await world.customer({ id: customer.id, token: customer.token })
      expect(again.hello.view).toEqual({ state: 'human', agentName: 'Rina' })
      expect(noticesFor(customer)).toEqual(['taken-over'])
      expect(customer.views.at(-1)).toMatchObject({ state: 'human' })
      passTime()
      expect(await settled(now)).toMatchObject({ state: now.state, epoch: now.epoch })
      await until(() => noticesFor(customer)[1])
      expect(noticesFor(customer)).toEqual([
        'taken-over',
        move === 'resolve' ? 'resolved' : 'handed-to-ai',
      ])
      expect(customer.views.at(-1)).toEqual({ state: now.state, agentName: null })
    },
  )

  test.each(['hand-over', 'resolve'] as const)(
    '%s taken back in time: nobody outside has heard of it, and it is as it was',
    async (move) => {
      const now = await made(rina, move, held)
      const back = await made(rina, 'undo', now)
      expect(back).toMatchObject({ state: 'human', ownerId: world.ids.rina, epoch: now.epoch + 1 })
      expect(back.undoable).toBeUndefined()
      passTime()
      await says('Are you there?')
      await untilConversation(rina, ({ customerCount }) => customerCount === 2)
      expect(noticesFor(customer)).toEqual(['taken-over'])
      expect(answers()).toEqual([])
      const { id: conversationId, epoch } = back
      const reply = { id: newId(), conversationId, epoch, text: 'I am.', attachments: [] }
      const sent = { ...reply, visibility: 'everyone' as const }
      await rina.ask('message:send', sent)
    },
  )

  test('a waiting conversation waits since when it waited, with what the AI had asked for it', async () => {
    const other = await world.customer()
    await says('Hello', other)
    await other.ask('human:ask', {})
    const waiting = await untilConversation(rina, ({ state }) => state === 'waiting')
    ahead += 1_000
    const resolved = await made(rina, 'resolve', waiting)
    const back = await made(rina, 'undo', resolved)
    const { state, waitingSince, handoff } = waiting
    expect(back).toMatchObject({ state, waitingSince, handoff })
    expect(noticesFor(other)).toEqual(['human-asked'])
  })

  test('an answer that the AI owed is owed again when its conversation was not resolved after all', async () => {
    const other = await world.customer()
    world.server.maker.script = saysAndHangs('Let me see')
    await says('What about Sunday?', other)
    const asked = await untilConversation(
      rina,
      ({ id, lastSeq }) => id !== held.id && lastSeq === 1,
    )
    const resolved = await made(rina, 'resolve', asked)
    world.server.maker.script = saysSo('On Sunday, too.')
    await made(rina, 'undo', resolved)
    await until(() => other.messages.find(({ author }) => author.kind === 'ai'))
    expect(noticesFor(other)).toEqual([])
  })

  test('too late: what has been told is refused, and stands', async () => {
    const now = await made(rina, 'resolve', held)
    passTime()
    await settled(now)
    expect(failureOf(await ask(rina, 'undo', now)).code).toBe('wrong-state')
    expect(noticesFor(customer)).toEqual(['taken-over', 'resolved'])
  })

  test('nobody else takes it back, not a lead either; a colleague may take over instead', async () => {
    const sari = await world.agent('sari')
    const dimas = await world.agent('dimas')
    const now = await made(rina, 'hand-over', held)
    expect(failureOf(await ask(sari, 'undo', now)).code).toBe('forbidden')
    expect(failureOf(await ask(dimas, 'undo', now)).code).toBe('forbidden')
    const taken = await made(sari, 'take-over', now)
    expect(taken).toMatchObject({ state: 'human', ownerId: world.ids.sari })
    expect(taken.undoable).toBeUndefined()
    expect(failureOf(await ask(rina, 'undo', now)).code).toBe('stale-epoch')
    passTime()
    await says('Who is there?')
    await until(() => noticesFor(customer)[1])
    // The customer went from Rina to Sari: of the AI in between they never heard.
    expect(noticesFor(customer)).toEqual(['taken-over', 'taken-over'])
    expect(answers()).toEqual([])
    expect(customer.views.at(-1)).toEqual({ state: 'human', agentName: 'Sari' })
  })

  test('twice, and twice at once, it is taken back once', async () => {
    const now = await made(rina, 'resolve', held)
    const body = { id: newId(), conversationId: now.id, epoch: now.epoch }
    const undo = () => rina.socket.emitWithAck('conversation:undo', body)
    const [first, second] = await Promise.all([undo(), undo()])
    expect(resultOf(first).conversation.epoch).toBe(now.epoch + 1)
    expect(second).toEqual(first)
    expect(await undo()).toEqual(first)
    expect(failureOf(await ask(rina, 'undo', now)).code).toBe('stale-epoch')
  })

  test('at the instant at which it is due it is told or taken back, and never both', async () => {
    for (let round = 0; round < 8; round += 1) {
      const other = await world.customer()
      const mine = await takenOver(rina, other)
      const now = await made(rina, 'resolve', mine)
      ahead += UNDO_MS
      const answer = await ask(rina, 'undo', now)
      const told = () => noticesFor(other).includes('resolved')
      if (answer.ok) {
        expect(answer.data.conversation.state).toBe('human')
        ahead += UNDO_MS
        await says('Still here?', other)
        expect(told()).toBe(false)
      } else {
        expect(answer.error.code).toBe('wrong-state')
        await until(() => told() || undefined)
      }
    }
  })

  test('a server that ends in between tells what fell due meanwhile when it is back, once', async () => {
    const now = await made(rina, 'resolve', held)
    await world.server.restart()
    passTime()
    await world.server.restart()
    const again = await world.customer({ id: customer.id, token: customer.token })
    const page = async () =>
      (await again.ask('messages:pull', { after: 0, before: null, limit: 50 })).messages
    await expect
      .poll(async () => (await page()).map(({ author }) => author), { timeout: 20_000 })
      .toContainEqual({ kind: 'system', event: 'resolved', about: {} })
    await world.server.restart()
    const third = await world.customer({ id: customer.id, token: customer.token })
    const { messages } = await third.ask('messages:pull', { after: 0, before: null, limit: 50 })
    const ends = messages.filter((m) => m.author.kind === 'system' && m.author.event === 'resolved')
    expect(ends).toHaveLength(1)
    expect(now.state).toBe('resolved')
  })

  test('a server that ends in between lets it be taken back in time', async () => {
    const now = await made(rina, 'hand-over', held)
    await world.server.restart()
    const back = await world.agent('rina')
    expect(await made(back, 'undo', now)).toMatchObject({ state: 'human' })
  })

  test('a customer who writes before they are told it is resolved goes on with the agent', async () => {
    await made(rina, 'resolve', held)
    await says('One more thing.')
    const back = await untilConversation(rina, ({ customerCount }) => customerCount === 2)
    expect(back).toMatchObject({ state: 'human', ownerId: world.ids.rina })
    expect(back.undoable).toBeUndefined()
    passTime()
    await says('Hello?')
    await untilConversation(rina, ({ customerCount }) => customerCount === 3)
    expect(noticesFor(customer)).toEqual(['taken-over'])
    expect(answers()).toEqual([])
  })

  test('what a customer writes while the AI gets them back is answered once they are told, and only that', async () => {
    await says('Is it blue?')
    await made(rina, 'hand-over', held)
    await says('And does it come in green?')
    expect(answers()).toEqual([])
    passTime()
    await until(() => answers()[0])
    const heard = customer.messages.map(({ author }) =>
      author.kind === 'system' ? author.event : author.kind,
    )
    expect(heard.slice(-4)).toEqual(['customer', 'customer', 'handed-to-ai', 'ai'])
    expect(answers()).toHaveLength(1)
  })

  test('what they wrote before is answered by nobody unasked, and by the AI if the agent says so', async () => {
    await says('Is it blue?')
    const first = await made(rina, 'hand-over', held)
    passTime()
    await until(() => noticesFor(customer)[1])
    const mine = await made(rina, 'take-over', first)
    expect(answers()).toEqual([])
    await made(rina, 'hand-over', mine, { answerEarlier: true })
    expect(answers()).toEqual([])
    passTime()
    await until(() => answers()[0])
  })

  test('a customer who asks for a human in between has the one they had', async () => {
    await made(rina, 'hand-over', held)
    await customer.ask('human:ask', {})
    const back = await untilConversation(rina, ({ undoable, epoch }) => {
      return undoable === undefined && epoch > held.epoch
    })
    expect(back).toMatchObject({ state: 'human', ownerId: world.ids.rina })
  })

  test('two moves of one agent are taken back together, to what the customer knows', async () => {
    const first = await made(rina, 'hand-over', held)
    const second = await made(rina, 'resolve', first)
    const back = await made(rina, 'undo', second)
    expect(back).toMatchObject({ state: 'human', ownerId: world.ids.rina })
    expect(noticesFor(customer)).toEqual(['taken-over'])
  })

  test('of moves of two agents each has their own: the first stands', async () => {
    const sari = await world.agent('sari')
    const first = await made(rina, 'hand-over', held)
    const second = await made(sari, 'resolve', first)
    await until(() => noticesFor(customer)[1])
    expect(noticesFor(customer)).toEqual(['taken-over', 'handed-to-ai'])
    expect(await made(sari, 'undo', second)).toMatchObject({ state: 'ai', ownerId: null })
  })

  test('of an agent who leaves the team it stands', async () => {
    const now = await made(rina, 'resolve', held)
    const sari = await world.agent('sari')
    await world.server.app.services.teams.removeAgent(world.teamId, world.ids.rina)
    await until(() => noticesFor(customer)[1])
    expect(noticesFor(customer)).toEqual(['taken-over', 'resolved'])
    expect(failureOf(await ask(sari, 'undo', now)).code).toBe('wrong-state')
  })
})
