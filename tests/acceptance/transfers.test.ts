import type { Conversation } from '@baton/protocol/conversation.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failureOf, resultOf, type AgentClient, type CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'

describe.each(ENGINES)('a conversation that Rina transfers to Sari on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let sari: AgentClient
  let customer: CustomerClient
  let given: Conversation

  beforeEach(async () => {
    world = await startWorld(engine, { timing: { undo: 10_000 } })
    rina = await world.agent('rina')
    sari = await world.agent('sari')
    customer = await world.customer()
    resultOf(
      await customer.socket.emitWithAck('message:send', {
        id: newId(),
        text: 'My cup came broken.',
      }),
    )
    const { id } = await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    const take = { id: newId(), conversationId: id, epoch: 0 }
    const { conversation } = resultOf(await rina.socket.emitWithAck('conversation:take-over', take))
    const { epoch } = conversation
    const note = 'It is about a refund.'
    const asked = { id: newId(), conversationId: id, epoch, toAgentId: world.ids.sari, note }
    given = resultOf(await rina.socket.emitWithAck('conversation:transfer', asked)).conversation
  })
  afterEach(() => world.end())

  const at = () => ({ conversationId: given.id, epoch: given.epoch })
  /** What the customer has been told of who answers them, notices and view. */
  const heard = () =>
    customer.messages.flatMap(({ author, text }) => (author.kind === 'system' ? [text] : []))
  const TAKEN = 'Human agent (Rina) has taken over this conversation'
  const ACCEPTED = 'Human agent (Sari) has taken over this conversation'
  /** Whom a customer who comes back now finds. */
  const answering = async () => {
    const { id, token } = customer
    const again = await world.customer({ id, token })
    return again.hello.view.agentName
  }
  /** What the team reads in the conversation that the customer does not, notes aside. */
  const teamNotices = async () => {
    const asked = { conversationId: given.id, before: 1_000, limit: 200 }
    const { messages } = resultOf(await sari.socket.emitWithAck('history:page', asked))
    return messages.flatMap(({ author, visibility, text }) =>
      author.kind === 'system' && visibility === 'team' ? [text] : [],
    )
  }
  const decline = (note?: string) => ({ id: newId(), ...at(), ...(note && { note }) })

  test('is hers at once, and says who gave it and why until she accepts', async () => {
    expect(given).toMatchObject({
      ...{ state: 'human', ownerId: world.ids.sari },
      transfer: {
        ...{ kind: 'offered', by: { id: world.ids.rina, name: 'Rina' } },
        note: 'It is about a refund.',
      },
    })
    const told = await untilConversation(sari, ({ ownerId }) => ownerId === world.ids.sari)
    expect(told.transfer).toEqual(given.transfer)
    for (let times = 0; times < 2; times += 1) {
      const answer = await sari.socket.emitWithAck('conversation:accept', at())
      const { conversation } = resultOf(answer)
      const { state, ownerId, epoch } = given
      expect(conversation).toMatchObject({ state, ownerId, epoch, transfer: null })
    }
    const late = await sari.socket.emitWithAck('conversation:decline', decline('No.'))
    expect(failureOf(late).code).toBe('wrong-state')
  })

  test('is told to the customer when she accepts, once, and to the team before', async () => {
    expect(await teamNotices()).toEqual(['Rina transferred this conversation to Sari'])
    const typing: unknown[] = []
    customer.socket.on('typing', (told) => typing.push(told))
    resultOf(
      await sari.socket.emitWithAck('typing:set', { conversationId: given.id, typing: true }),
    )
    expect(await answering()).toBe('Rina')
    expect(heard()).toEqual([TAKEN])
    expect(typing).toEqual([])
    for (let times = 0; times < 2; times += 1) {
      resultOf(await sari.socket.emitWithAck('conversation:accept', at()))
    }
    await until(() => heard().find((text) => text === ACCEPTED))
    expect(await answering()).toBe('Sari')
    expect(heard()).toEqual([TAKEN, ACCEPTED])
    expect(await teamNotices()).toHaveLength(1)
  })

  test('is told as one who answers to the customer when she gives it on, and that one accepts', async () => {
    const dimas = await world.agent('dimas')
    const on = { id: newId(), ...at(), toAgentId: world.ids.dimas }
    const { epoch } = resultOf(
      await sari.socket.emitWithAck('conversation:transfer', on),
    ).conversation
    expect(await answering()).toBe('Rina')
    const body = { id: newId(), conversationId: given.id, epoch }
    const back = resultOf(await dimas.socket.emitWithAck('conversation:decline', body)).conversation
    expect(back).toMatchObject({ ownerId: world.ids.sari, transfer: { kind: 'declined' } })
    expect(await answering()).toBe('Rina')
    expect(heard()).toEqual([TAKEN])
    const kept = { conversationId: given.id, epoch: back.epoch }
    resultOf(await sari.socket.emitWithAck('conversation:accept', kept))
    await until(() => heard().find((text) => text === ACCEPTED))
    expect(heard()).toEqual([TAKEN, ACCEPTED])
  })

  test('handed to the AI before she accepted and taken back, it is Rina who answers', async () => {
    const hand = { id: newId(), ...at() }
    const handed = resultOf(await sari.socket.emitWithAck('conversation:hand-over', hand))
    expect(await answering()).toBe('Rina')
    const { epoch } = handed.conversation
    const undo = { id: newId(), conversationId: given.id, epoch }
    const undone = resultOf(await sari.socket.emitWithAck('conversation:undo', undo)).conversation
    expect(undone).toMatchObject({ ownerId: world.ids.sari, transfer: given.transfer })
    expect(await answering()).toBe('Rina')
    resultOf(
      await sari.socket.emitWithAck('conversation:accept', {
        conversationId: given.id,
        epoch: undone.epoch,
      }),
    )
    await until(() => heard().find((text) => text === ACCEPTED))
    expect(heard()).toEqual([TAKEN, ACCEPTED])
  })

  test('is accepted by a reply to the customer, and not by a note', async () => {
    const say = (visibility: 'team' | 'everyone') =>
      sari.socket.emitWithAck('message:send', { id: newId(), ...at(), text: 'Hm.', visibility })
    resultOf(await say('team'))
    await untilConversation(rina, ({ lastSeq }) => lastSeq === given.lastSeq + 1)
    const noted = await untilConversation(sari, ({ lastSeq }) => lastSeq === given.lastSeq + 1)
    expect(noted.transfer).toEqual(given.transfer)
    resultOf(await say('everyone'))
    await untilConversation(sari, ({ transfer }) => transfer === null)
    await until(() => customer.messages.find(({ text }) => text === 'Hm.'))
    // They read who answers before the answer.
    expect(customer.messages.slice(-2).map(({ text }) => text)).toEqual([ACCEPTED, 'Hm.'])
  })

  test('comes back when she declines, with her word for Rina and not for the customer', async () => {
    const body = decline('I am at lunch.')
    const first = await sari.socket.emitWithAck('conversation:decline', body)
    const { conversation } = resultOf(first)
    expect(conversation).toMatchObject({
      ...{ state: 'human', ownerId: world.ids.rina, epoch: given.epoch + 1 },
      transfer: {
        ...{ kind: 'declined', by: { id: world.ids.sari, name: 'Sari' } },
        note: 'I am at lunch.',
      },
    })
    expect(await sari.socket.emitWithAck('conversation:decline', body)).toEqual(first)
    expect(await answering()).toBe('Rina')
    expect(heard()).toEqual([TAKEN])
    expect(await teamNotices()).toEqual([
      'Rina transferred this conversation to Sari',
      'Sari gave this conversation back to Rina',
    ])
    expect(JSON.stringify(customer.messages)).not.toMatch(/lunch|refund/)
    const { id: conversationId, epoch } = conversation
    const seen = { conversationId, epoch }
    const { conversation: noted } = resultOf(
      await rina.socket.emitWithAck('conversation:accept', seen),
    )
    expect(noted).toMatchObject({ ownerId: world.ids.rina, transfer: null })
    expect(await answering()).toBe('Rina')
    expect(heard()).toEqual([TAKEN])
  })

  test('can be declined by nobody else, nor after it has moved on', async () => {
    const wrong = await rina.socket.emitWithAck('conversation:decline', decline())
    expect(failureOf(wrong).code).toBe('forbidden')
    expect(failureOf(await rina.socket.emitWithAck('conversation:accept', at()))).toMatchObject({
      ...{ code: 'stale-epoch', winner: { name: 'Sari' } },
    })
    const dimas = await world.agent('dimas')
    resultOf(await dimas.socket.emitWithAck('conversation:take-over', { id: newId(), ...at() }))
    const late = await sari.socket.emitWithAck('conversation:decline', decline())
    expect(failureOf(late)).toMatchObject({ code: 'stale-epoch', winner: { name: 'Dimas' } })
  })

  test.each(['offline', 'removed'])('waits for anybody when Rina is %s by then', async (how) => {
    if (how === 'offline') {
      rina.socket.disconnect()
      await until(() =>
        sari.changes
          .flatMap(({ rows }) => rows)
          .find((row) => row.kind === 'agent' && row.value.presence === 'offline'),
      )
    } else await world.server.app.services.teams.removeAgent(world.teamId, world.ids.rina)
    const { conversation } = resultOf(
      await sari.socket.emitWithAck('conversation:decline', decline('I cannot.')),
    )
    expect(conversation).toMatchObject({
      ...{ state: 'waiting', ownerId: null, transfer: null },
      handoff: { reason: 'owner-left', summary: 'My cup came broken.' },
    })
    const words = 'Human agent (Rina) had to leave. A colleague will join you here shortly.'
    await until(() => customer.messages.find(({ text }) => text === words))
  })
})
