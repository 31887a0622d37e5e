import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { failureOf, resultOf } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { handsOff, says } from './support/scripted-maker.ts'
import { startWorld, until, untilConversation } from './support/world.ts'

describe.each(ENGINES)('the whole road on %s', (engine) => {
  test('from the first word of a customer to a transfer and back to the AI', async () => {
    const world = await startWorld(engine)
    const { maker } = world.server
    const rina = await world.agent('rina')
    const sari = await world.agent('sari')
    const customer = await world.customer()
    const say = async (text: string) =>
      resultOf(await customer.socket.emitWithAck('message:send', { id: newId(), text }))

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
    const taken = resultOf(
      await rina.socket.emitWithAck('conversation:take-over', {
        id: newId(),
        conversationId,
        epoch,
      }),
    ).conversation
    expect(taken).toMatchObject({ state: 'human', ownerId: world.ids.rina, epoch: epoch + 1 })
    const lost = await sari.socket.emitWithAck('conversation:take-over', {
      id: newId(),
      conversationId,
      epoch,
    })
    expect(failureOf(lost)).toEqual({
      code: 'already-taken',
      winner: { id: world.ids.rina, name: 'Rina' },
    })

    // Her reply reaches the customer; Sari's does not.
    const reply = { conversationId, text: 'Hello, I am Rina.', visibility: 'everyone' as const }
    resultOf(
      await rina.socket.emitWithAck('message:send', {
        ...reply,
        id: newId(),
        epoch: taken.epoch,
      }),
    )
    const refused = await sari.socket.emitWithAck('message:send', {
      ...reply,
      id: newId(),
      epoch: taken.epoch,
    })
    expect(failureOf(refused).code).toBe('stale-epoch')
    const heard = await until(() => customer.messages.find(({ text }) => text === reply.text))
    expect(heard.author).toEqual({ kind: 'agent', name: 'Rina' })
    expect(customer.messages.map(({ text }) => text)).toContain(
      'Human agent (Rina) has taken over this conversation',
    )

    // To Sari with a note that the customer never gets.
    const transferred = resultOf(
      await rina.socket.emitWithAck('conversation:transfer', {
        ...{ id: newId(), conversationId, epoch: taken.epoch },
        ...{ toAgentId: world.ids.sari, note: 'She is upset.' },
      }),
    ).conversation
    expect(transferred).toMatchObject({ ownerId: world.ids.sari, epoch: taken.epoch + 1 })
    await say('Anybody there?')
    await untilConversation(sari, ({ lastMessage }) => lastMessage?.text === 'Anybody there?')

    // Back to the AI, which answers the open question with the note in mind.
    maker.script = says('Here I am again.')
    resultOf(
      await sari.socket.emitWithAck('conversation:hand-over', {
        ...{ id: newId(), conversationId, epoch: transferred.epoch },
        ...{ note: 'Offer a voucher.', answerEarlier: true },
      }),
    )
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
    const history = resultOf(
      await sari.socket.emitWithAck('history:page', { conversationId, before: 1_000, limit: 200 }),
    ).messages
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
    resultOf(
      await customer.socket.emitWithAck('message:send', { id: newId(), text: 'My cup broke.' }),
    )
    await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    resultOf(await customer.socket.emitWithAck('human:ask', { id: newId() }))
    resultOf(await customer.socket.emitWithAck('human:ask', { id: newId() }))
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
    resultOf(await customer.socket.emitWithAck('message:send', { id: newId(), text: 'Hello' }))
    const { id: conversationId, epoch } = await untilConversation(
      rina,
      ({ lastSeq }) => lastSeq === 2,
    )
    const body = { id: newId(), conversationId, epoch }
    const { conversation } = resultOf(await rina.socket.emitWithAck('conversation:resolve', body))
    expect(conversation.state).toBe('resolved')
    resultOf(await customer.socket.emitWithAck('message:send', { id: newId(), text: 'One more' }))
    const open = await untilConversation(rina, ({ lastSeq }) => lastSeq === 5)
    expect(open).toMatchObject({ state: 'ai', epoch: epoch + 2 })
    await world.end()
  })
})
