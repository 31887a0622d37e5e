import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { ENGINES } from './support/databases.ts'
import { handsOff, says } from './support/scripted-maker.ts'
import { startWorld, until, untilConversation } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

describe.each(ENGINES)('the whole road on %s', (engine) => {
  test('from the first word of a customer to a transfer and back to the AI', async () => {
    const world = await startWorld(engine)
    const { maker } = world.server
    const rina = await world.agent('rina')
    const sari = await world.agent('sari')
    const customer = await world.customer()
    const say = async (text: string) => await customer.says(text)

    // The AI answers, word by word.
    await say('Where is my parcel?')
    const answered = await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    expect(answered).toMatchObject({ state: 'ai', lastMessage: { author: { kind: 'ai' } } })
    // What the customer wants goes with it, for the list.
    expect(answered.lastMessage?.customerSaid?.text).toBe('Where is my parcel?')
    await until(() => customer.messages.find(({ seq }) => seq === 2))
    expect(customer.messages.map(({ text }) => text)).toEqual([
      'Where is my parcel?',
      'I can help with that.',
    ])
    const streamed = customer.streamed.map(({ text }) => text)
    expect('I can help with that.'.startsWith(streamed[0] ?? '?')).toBe(true)
    expect(customer.streamed[0]?.messageId).toBe(customer.messages[1]?.id)

    // It asks for a human.
    maker.script = handsOff('I am not sure.')
    await say('And my refund?')
    const waiting = await untilConversation(rina, ({ state }) => state === 'waiting')
    expect(waiting.waitingSince).toBeTypeOf('number')
    expect(waiting.handoff).toMatchObject({ reason: 'unsure', summary: 'A refund for a cup.' })

    // Rina is first, and Sari hears who was.
    const { id: conversationId, epoch } = waiting
    const taken = await rina.takeOver(waiting)
    expect(taken).toMatchObject({ state: 'human', ownerId: world.ids.rina, epoch: epoch + 1 })
    const lost = await refusalOf(sari.takeOver(waiting))
    expect(lost).toEqual({
      code: 'already-taken',
      winner: { id: world.ids.rina, name: 'Rina' },
    })

    // Her reply reaches the customer; Sari's does not.
    const reply = { conversationId, text: 'Hello, I am Rina.', visibility: 'everyone' as const }
    await rina.ask('message:send', { ...reply, epoch: taken.epoch })
    const refused = await refusalOf(sari.ask('message:send', { ...reply, epoch: taken.epoch }))
    expect(refused.code).toBe('stale-epoch')
    const heard = await until(() => customer.messages.find(({ text }) => text === reply.text))
    expect(heard.author).toEqual({ kind: 'agent', name: 'Rina' })
    expect(customer.messages.map(({ text }) => text)).toContain(
      'Human agent (Rina) has taken over this conversation',
    )

    // To Sari with a note that the customer never gets.
    const transferred = (
      await rina.ask('conversation:transfer', {
        ...{ id: newId(), conversationId, epoch: taken.epoch },
        ...{ toAgentId: world.ids.sari, note: 'She is upset.' },
      })
    ).conversation
    expect(transferred).toMatchObject({ ownerId: world.ids.sari, epoch: taken.epoch + 1 })
    await say('Anybody there?')
    await untilConversation(sari, ({ lastMessage }) => lastMessage?.text === 'Anybody there?')

    // Back to the AI, which answers the open question with the note in mind.
    maker.script = says('Here I am again.')
    await sari.ask('conversation:hand-over', {
      ...{ id: newId(), conversationId, epoch: transferred.epoch },
      ...{ note: 'Offer a voucher.', answerEarlier: true },
    })
    await until(() => customer.messages.find(({ text }) => text === 'Here I am again.'))
    expect(maker.turns.at(-1)).toMatchObject({ note: 'Offer a voucher.' })
    expect(maker.turns.at(-1)?.messages.at(-1)).toEqual({
      from: 'customer',
      text: 'Anybody there?',
      files: [],
    })

    // The customer was told everything once, in order, and no note.
    const all = customer.messages
    expect(all.map(({ text }) => text)).not.toContain('She is upset.')
    expect(all.map(({ previousSeq }) => previousSeq)).toEqual([
      0,
      ...all.slice(0, -1).map(({ seq }) => seq),
    ])
    const history = (await sari.ask('history:page', { conversationId, before: 1_000, limit: 200 }))
      .messages
    expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1))
    const forTeam = history.filter(({ visibility }) => visibility === 'team')
    expect(forTeam.map(({ text }) => text)).toEqual([
      ...['She is upset.', 'Rina transferred this conversation to Sari', 'Offer a voucher.'],
    ])
    await world.end()
  })

  test('a customer who asks for a human waits at once, with what was tried', async () => {
    const world = await startWorld(engine)
    const rina = await world.agent('rina')
    const customer = await world.customer()
    await customer.says('My cup broke.')
    await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    await customer.ask('human:ask', {})
    await customer.ask('human:ask', {})
    const waiting = await untilConversation(rina, ({ state }) => state === 'waiting')
    expect(waiting.handoff).toEqual({
      reason: 'customer-asked',
      summary: 'My cup broke.',
      tried: ['AI replied for “My cup broke.”'],
    })
    const told = await until(() => customer.messages.find(({ seq }) => seq === 4))
    expect(told.author).toEqual({ kind: 'system', event: 'human-asked', about: {} })
    expect(customer.messages[2]?.author).toEqual({ kind: 'ai' })
    await world.end()
  })

  test('a resolved conversation opens again when the customer writes', async () => {
    const world = await startWorld(engine)
    const rina = await world.agent('rina')
    const customer = await world.customer()
    await customer.says('Hello')
    const { id: conversationId, epoch } = await untilConversation(
      rina,
      ({ lastSeq }) => lastSeq === 2,
    )
    const conversation = await rina.resolve({ id: conversationId, epoch })
    expect(conversation.state).toBe('resolved')
    await customer.says('One more')
    const open = await untilConversation(rina, ({ lastSeq }) => lastSeq === 5)
    expect(open).toMatchObject({ state: 'ai', epoch: epoch + 2 })
    await world.end()
  })
})
