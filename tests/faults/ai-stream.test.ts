import { setTimeout } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { ENGINES } from '../acceptance/support/databases.ts'
import type { AgentClient, CustomerClient } from '../acceptance/support/clients.ts'
import type { Script } from '../acceptance/support/scripted-maker.ts'
import { startWorld, until, untilConversation, type World } from '../acceptance/support/world.ts'
import { aiWordsHeard, aiWordsStored, type Heard } from './support/check-ai-words.ts'
import { testDice } from './support/dice.ts'
import { expectSound } from './support/history.ts'
import { MARGIN, SIZES } from './support/sizes.ts'

// Fault 7: an agent takes over while the AI speaks, at every token of its answer, and the model goes on
// talking whatever it is told.

const ABORTED_WITHIN_MS = 250
const ANY_NUMBER = { turnsPerMinute: 1e9, turnsPerDay: 1e9, lettersPerDay: 1e12 }
/** A lab asks faster, and more, than any person may. */
const UNHURRIED = {
  config: {
    requestsPerSecond: 1_000_000,
    aiBudgets: { customer: ANY_NUMBER, network: ANY_NUMBER, team: ANY_NUMBER },
  },
}

/** Everything that reaches the customer, in the order it came. */
function listen(customer: CustomerClient): Heard[] {
  const heard: Heard[] = []
  customer.socket.on('message:added', (message) => heard.push({ kind: 'message', message }))
  customer.socket.on('reply:streaming', ({ text }) => heard.push({ kind: 'streaming', text }))
  customer.socket.on('reply:ended', () => heard.push({ kind: 'ended' }))
  return heard
}

/** A model that says its tokens one by one, each when it is let, and does not listen to being stopped. */
class DeafModel {
  /** When the request was aborted; null while it was not. */
  abortedAt: number | null = null
  finished = false
  #may = Promise.withResolvers<undefined>()
  #said = 0
  #allowed = 0

  readonly script: Script = (_turn, signal) => {
    signal.addEventListener('abort', () => (this.abortedAt ??= performance.now()), { once: true })
    return this.#talk()
  }

  /** Lets it say this many tokens in all. */
  allow(tokens: number): void {
    this.#allowed = tokens
    this.#may.resolve(undefined)
    this.#may = Promise.withResolvers<undefined>()
  }

  async *#talk() {
    while (this.#said < SIZES.tokens) {
      while (this.#said >= this.#allowed) await this.#may.promise
      this.#said += 1
      yield { kind: 'text', text: `token${this.#said} ` } as const
    }
    this.finished = true
  }
}

const hasToken = (token: number) => (event: Heard) =>
  event.kind === 'streaming' && event.text.includes(`token${token} `)

interface Stage {
  world: World
  rina: AgentClient
  customer: CustomerClient
  heard: Heard[]
  conversation: Conversation
}

/** A customer has asked, and the AI is about to answer. */
async function ask(
  world: World,
  rina: AgentClient,
  script: Script,
  before?: Pick<Stage, 'customer' | 'heard'>,
): Promise<Stage> {
  world.server.maker.script = script
  const customer = before?.customer ?? (await world.customer())
  const heard = before?.heard ?? listen(customer)
  await customer.says('Why?')
  const conversation = await untilConversation(
    rina,
    (told) => told.customer.id === customer.id && told.state === 'ai',
  )
  return { world, rina, customer, heard, conversation }
}

async function takeOver({ rina, conversation }: Stage): Promise<Conversation> {
  const { id: conversationId, epoch } = conversation
  const body = { id: newId(), conversationId, epoch }
  const answer = await rina.ask('conversation:take-over', body)
  return answer.conversation
}

/** Whatever may still be under way at the server has come out once something sent after it has. */
async function expectSilence(stage: Stage, { id, epoch }: Conversation): Promise<void> {
  const { rina, customer, heard } = stage
  const body = { id: newId(), conversationId: id, epoch, text: `It is me now, ${epoch}.` }
  await rina.ask('message:send', { ...body, visibility: 'everyone' })
  await until(() =>
    heard.find((event) => event.kind === 'message' && event.message.text === body.text),
  )
  const page = { after: 0, before: null, limit: 200 }
  const { messages } = await customer.ask('messages:pull', page)
  expectSound([...aiWordsHeard(heard), ...aiWordsStored(messages)])
}

describe.each(ENGINES)('on %s, once a take-over is acknowledged', (engine) => {
  test('not one word of the AI follows, whichever token it had come to', async () => {
    testDice()
    const world = await startWorld(engine, UNHURRIED)
    const rina = await world.agent('rina')
    for (let token = 0; token <= SIZES.tokens; token += 1) {
      const model = new DeafModel()
      const stage = await ask(world, rina, model.script)
      // The last token is held back, or there would be nothing left to stop.
      const spoken = Math.min(token, SIZES.tokens - 1)
      model.allow(spoken)
      if (spoken > 0) await until(() => stage.heard.find(hasToken(spoken)))
      else await until(() => world.server.maker.turns.at(0))
      const asked = performance.now()
      const taken = await takeOver(stage)
      const { abortedAt } = model
      if (abortedAt === null) throw new Error('The model was not told to stop.')
      expect(abortedAt - asked).toBeLessThan(ABORTED_WITHIN_MS * MARGIN)
      model.allow(SIZES.tokens)
      await expectSilence(stage, taken)
      stage.customer.socket.disconnect()
      world.server.maker.turns.length = 0
      rina.changes.length = 0
    }
    await world.end()
  })

  test('not one word of the AI follows, however the two race', async () => {
    const dice = testDice()
    const world = await startWorld(engine, UNHURRIED)
    const rina = await world.agent('rina')
    let stage: Stage | undefined
    for (let race = 0; race < SIZES.randomTakeOvers; race += 1) {
      const script: Script = async function* () {
        for (let token = 1; token <= SIZES.tokens; token += 1) {
          if (dice.fraction() < 0.3) await setTimeout(1)
          yield { kind: 'text', text: `token${token} ` } as const
        }
      }
      stage = await ask(world, rina, script, stage)
      await setTimeout(dice.between(0, 12))
      const taken = await takeOver(stage)
      await expectSilence(stage, taken)
      // Resolved, it is the AI's again when the customer next writes.
      await rina.resolve(taken)
      rina.changes.length = 0
    }
    await world.end()
  })

  test('not one word of the AI follows, though the server was restarted in its answer', async () => {
    testDice()
    const world = await startWorld(engine, UNHURRIED)
    const first = await world.agent('rina')
    const model = new DeafModel()
    const before = await ask(world, first, model.script)
    model.allow(1)
    await until(() => before.heard.find(({ kind }) => kind === 'streaming'))
    const second = new DeafModel()
    world.server.maker.script = second.script
    await world.server.restart()
    const rina = await world.agent('rina')
    const customer = await world.customer(before.customer)
    const stage = { ...before, rina, customer, heard: listen(customer) }
    // The answer is owed still, so it is begun anew, and taken over in the middle of it once more.
    second.allow(1)
    await until(() => stage.heard.find(({ kind }) => kind === 'streaming'))
    const taken = await takeOver(stage)
    model.allow(SIZES.tokens)
    second.allow(SIZES.tokens)
    await expectSilence(stage, taken)
    expect(second.abortedAt).not.toBeNull()
    await world.end()
  })
})
