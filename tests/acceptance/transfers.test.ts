import type { Conversation } from '@baton/protocol/conversation.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { resultOf, type AgentClient, type CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

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
    await customer.says('My cup came broken.')
    const { id } = await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    const conversation = await rina.takeOver({ id, epoch: 0 })
    const { epoch } = conversation
    const note = 'It is about a refund.'
    given = await rina.transfer({ id, epoch }, { toAgentId: world.ids.sari, note })
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
    const { messages } = await sari.ask('history:page', asked)
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
      const answer = await sari.ask('conversation:accept', at())
      const { conversation } = answer
      const { state, ownerId, epoch } = given
      expect(conversation).toMatchObject({ state, ownerId, epoch, transfer: null })
    }
    const late = await refusalOf(sari.ask('conversation:decline', decline('No.')))
    expect(late.code).toBe('wrong-state')
  })

  test('is told to the customer when she accepts, once, and to the team before', async () => {
    expect(await teamNotices()).toEqual(['Rina transferred this conversation to Sari'])
    const typing: unknown[] = []
    customer.socket.on('typing', (told) => typing.push(told))
    await sari.ask('typing:set', { conversationId: given.id, typing: true })
    expect(await answering()).toBe('Rina')
    expect(heard()).toEqual([TAKEN])
    expect(typing).toEqual([])
    for (let times = 0; times < 2; times += 1) {
      await sari.ask('conversation:accept', at())
    }
    await until(() => heard().find((text) => text === ACCEPTED))
    expect(await answering()).toBe('Sari')
    expect(heard()).toEqual([TAKEN, ACCEPTED])
    expect(await teamNotices()).toHaveLength(1)
  })

  test('is told as one who answers to the customer when she gives it on, and that one accepts', async () => {
    const dimas = await world.agent('dimas')
    const on = { id: newId(), ...at(), toAgentId: world.ids.dimas }
    const { epoch } = (await sari.ask('conversation:transfer', on)).conversation
    expect(await answering()).toBe('Rina')
    const back = await dimas.decline({ id: given.id, epoch })
    expect(back).toMatchObject({ ownerId: world.ids.sari, transfer: { kind: 'declined' } })
    expect(await answering()).toBe('Rina')
    expect(heard()).toEqual([TAKEN])
    await sari.accept({ id: given.id, epoch: back.epoch })
    await until(() => heard().find((text) => text === ACCEPTED))
    expect(heard()).toEqual([TAKEN, ACCEPTED])
  })

  test('handed to the AI before she accepted and taken back, it is Rina who answers', async () => {
    const hand = { id: newId(), ...at() }
    const handed = await sari.ask('conversation:hand-over', hand)
    expect(await answering()).toBe('Rina')
    const { epoch } = handed.conversation
    const undone = await sari.undo({ id: given.id, epoch })
    expect(undone).toMatchObject({ ownerId: world.ids.sari, transfer: given.transfer })
    expect(await answering()).toBe('Rina')
    await sari.accept({ id: given.id, epoch: undone.epoch })
    await until(() => heard().find((text) => text === ACCEPTED))
    expect(heard()).toEqual([TAKEN, ACCEPTED])
  })

  test('is accepted by a reply to the customer, and not by a note', async () => {
    const say = (visibility: 'team' | 'everyone') =>
      sari.ask('message:send', { ...at(), text: 'Hm.', visibility })
    await say('team')
    await untilConversation(rina, ({ lastSeq }) => lastSeq === given.lastSeq + 1)
    const noted = await untilConversation(sari, ({ lastSeq }) => lastSeq === given.lastSeq + 1)
    expect(noted.transfer).toEqual(given.transfer)
    await say('everyone')
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
    const noted = await rina.accept(conversation)
    expect(noted).toMatchObject({ ownerId: world.ids.rina, transfer: null })
    expect(await answering()).toBe('Rina')
    expect(heard()).toEqual([TAKEN])
  })

  test('can be declined by nobody else, nor after it has moved on', async () => {
    const wrong = await refusalOf(rina.ask('conversation:decline', decline()))
    expect(wrong.code).toBe('forbidden')
    expect(await refusalOf(rina.ask('conversation:accept', at()))).toMatchObject({
      ...{ code: 'stale-epoch', winner: { name: 'Sari' } },
    })
    const dimas = await world.agent('dimas')
    await dimas.ask('conversation:take-over', { ...at() })
    const late = await refusalOf(sari.ask('conversation:decline', decline()))
    expect(late).toMatchObject({ code: 'stale-epoch', winner: { name: 'Dimas' } })
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
    const { conversation } = await sari.ask('conversation:decline', decline('I cannot.'))
    expect(conversation).toMatchObject({
      ...{ state: 'waiting', ownerId: null, transfer: null },
      handoff: { reason: 'owner-left', summary: 'My cup came broken.' },
    })
    const words = 'Human agent (Rina) had to leave. A colleague will join you here shortly.'
    await until(() => customer.messages.find(({ text }) => text === words))
  })
})
