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
    world = await startWorld(engine)
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
      expect(conversation).toMatchObject({ ...given, transfer: null })
    }
    const late = await sari.socket.emitWithAck('conversation:decline', decline('No.'))
    expect(failureOf(late).code).toBe('wrong-state')
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
    const back = 'Human agent (Rina) has taken over this conversation'
    await until(() => customer.messages.filter(({ text }) => text === back).at(1))
    expect(JSON.stringify(customer.messages)).not.toMatch(/lunch|refund/)
    const { id: conversationId, epoch } = conversation
    const seen = { conversationId, epoch }
    const { conversation: noted } = resultOf(
      await rina.socket.emitWithAck('conversation:accept', seen),
    )
    expect(noted).toMatchObject({ ownerId: world.ids.rina, transfer: null })
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
    const words = 'Human agent (Sari) had to leave. A colleague will join you here shortly.'
    await until(() => customer.messages.find(({ text }) => text === words))
  })
})
