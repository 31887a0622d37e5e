import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { ENGINES } from './support/databases.ts'
import { MakerFailed } from '../../server/ai/reply-maker.ts'
import { fails, says, saysAndHangs } from './support/scripted-maker.ts'
import { pullAll, startWorld, until, untilConversation } from './support/world.ts'

describe.each(ENGINES)('what must survive on %s', (engine) => {
  test('a restart keeps everything, and tokens go on working', async () => {
    const world = await startWorld(engine)
    const rina = await world.agent('rina')
    const customer = await world.customer()
    await customer.says('Hello')
    await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    const stable = ({ rows }: Awaited<ReturnType<typeof pullAll>>) =>
      rows.filter(({ kind }) => kind !== 'agent')
    const before = await pullAll(rina)
    await world.server.restart()
    const again = await world.customer(customer)
    const page = await again.ask('messages:pull', { after: 0, before: null, limit: 50 })
    expect(page.messages.map(({ text }) => text)).toEqual(['Hello', 'I can help with that.'])
    const after = await pullAll(await world.agent('rina'))
    expect(stable(after)).toEqual(stable(before))
    const { timeline, rev } = before
    const rest = await pullAll(await world.agent('sari'), { timeline, after: rev })
    expect(rest.rows.every(({ kind }) => kind === 'agent')).toBe(true)
    await world.end()
  })

  test('an answer that was owed when the server ended is given once after the start', async () => {
    const world = await startWorld(engine)
    const { maker } = world.server
    maker.script = saysAndHangs('I was just about to')
    const customer = await world.customer()
    await customer.says('Hello')
    await until(() => customer.streamed.at(0))
    maker.script = says('Here is the answer.')
    await world.server.restart()
    const again = await world.customer(customer)
    const pull = async () =>
      (await again.ask('messages:pull', { after: 1, before: null, limit: 9 })).messages
    await expect
      .poll(async () => (await pull()).map(({ text }) => text))
      .toEqual(['Here is the answer.'])
    await world.end()
  })

  test('a take-over in the middle of an answer stops it: not one more word of the AI', async () => {
    const world = await startWorld(engine)
    const { maker } = world.server
    maker.script = saysAndHangs('Let me explain')
    const rina = await world.agent('rina')
    const customer = await world.customer()
    const ended = new Promise((resolve) => customer.socket.once('reply:ended', resolve))
    await customer.says('Why?')
    const { id: conversationId, epoch } = await untilConversation(rina, () => true)
    // Whoever begins to look in the middle of an answer sees what there is of it.
    await until(() => customer.streamed.at(0))
    expect(rina.streamed).toEqual([])
    await rina.ask('viewing:set', { conversationId, viewing: true })
    await until(() => rina.streamed.at(0))
    const { conversation } = await rina.ask('conversation:take-over', {
      ...{ id: newId(), conversationId, epoch },
    })
    // Aborted before the take-over was acknowledged.
    expect(maker.aborted).toBe(1)
    await ended
    const told = customer.streamed.length
    await rina.ask('message:send', {
      ...{ id: newId(), conversationId, epoch: conversation.epoch },
      ...{ text: 'It is me now.', visibility: 'everyone' },
    })
    await until(() => customer.messages.find(({ text }) => text === 'It is me now.'))
    expect(customer.streamed).toHaveLength(told)
    expect(customer.messages.map(({ author }) => author.kind)).toEqual([
      'customer',
      'system',
      'agent',
    ])
    await world.end()
  })

  test('what is said while the AI answers gets an answer of its own', async () => {
    const world = await startWorld(engine)
    const { maker } = world.server
    const { promise: mayEnd, resolve: letItEnd } = Promise.withResolvers<undefined>()
    maker.script = async function* (turn) {
      if (turn.messages.at(-1)?.text === 'First?') await mayEnd
      yield { kind: 'text', text: `To: ${turn.messages.at(-1)?.text ?? ''}` }
    }
    const customer = await world.customer()
    const say = async (text: string) => await customer.says(text)
    await say('First?')
    await until(() => maker.turns.at(0))
    await say('Second?')
    letItEnd(undefined)
    await until(() => customer.messages.find(({ text }) => text === 'To: Second?'))
    expect(customer.messages.map(({ text }) => text)).toEqual([
      'First?',
      'Second?',
      'To: First?',
      'To: Second?',
    ])
    await world.end()
  })

  test('an answer that keeps failing ends with a request for a human', async () => {
    const world = await startWorld(engine)
    world.server.maker.script = fails()
    const rina = await world.agent('rina')
    const customer = await world.customer()
    await customer.says('Why?')
    const waiting = await untilConversation(rina, ({ state }) => state === 'waiting')
    expect(waiting.handoff).toEqual({
      reason: 'unsure',
      cause: 'failed',
      summary: 'Why?',
      tried: ['AI could not make an answer'],
    })
    expect(world.server.maker.turns).toHaveLength(2)
    const told = customer.messages.filter(({ author }) => author.kind !== 'customer')
    expect(told.map(({ author }) => author.kind)).toEqual(['ai', 'system'])
    await world.end()
  })

  test('a maker that says that another try is of no use is not tried again, and the card says why', async () => {
    const world = await startWorld(engine)
    const { maker } = world.server
    const rina = await world.agent('rina')
    const failures = [
      new MakerFailed('the model’s key is refused', { isPassing: false }),
      new MakerFailed('the model has had too many questions', { retryAfterMs: 60_000 }),
    ]
    for (const failure of failures) {
      maker.script = fails(failure)
      maker.turns = []
      const customer = await world.customer()
      await customer.says('Why?')
      const { handoff } = await untilConversation(
        rina,
        ({ state, customer: { id } }) => state === 'waiting' && id === customer.id,
      )
      expect(handoff?.tried).toEqual([`AI could not make an answer: ${failure.why}`])
      expect(maker.turns).toHaveLength(1)
    }
    await world.end()
  })

  test('a maker that asks to be left alone for a moment is, and answers then', async () => {
    const world = await startWorld(engine)
    const { maker } = world.server
    const askedAt: number[] = []
    maker.script = (turn, signal) => {
      askedAt.push(performance.now())
      const busy = new MakerFailed('the model has had too many questions', { retryAfterMs: 300 })
      return askedAt.length === 1 ? fails(busy)(turn, signal) : says('There.')(turn, signal)
    }
    const customer = await world.customer()
    await customer.says('Why?')
    await until(() => customer.messages.find(({ text }) => text === 'There.'))
    const [first = 0, second = 0] = askedAt
    expect(second - first).toBeGreaterThan(290)
    await world.end()
  })
})
