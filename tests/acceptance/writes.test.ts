import { v7 as newId } from 'uuid'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import type { SendMessage } from '@baton/protocol/message.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failureOf, resultOf, type AgentClient, type CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, untilConversation, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

describe.each(ENGINES)('writing on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let customer: CustomerClient
  let conversationId: string
  let epoch: number

  beforeEach(async () => {
    world = await startWorld(engine)
    rina = await world.agent('rina')
    customer = await world.customer()
    await customer.says('Hello')
    const { id } = await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    conversationId = id
    const conversation = await rina.takeOver({ id, epoch: 0 })
    epoch = conversation.epoch
  })
  afterEach(() => world.end())

  const reply = (more: Partial<SendMessage> = {}): SendMessage => ({
    attachments: [],
    ...{ id: newId(), conversationId, epoch, text: 'Hello, I am Rina.', visibility: 'everyone' },
    ...more,
  })

  test('the same message sent again is stored once and answered the same', async () => {
    const body = reply()
    const first = await rina.ask('message:send', body)
    const again = await rina.ask('message:send', body)
    expect(again).toEqual(first)
    const { messages } = await rina.ask('history:page', { conversationId, before: 99, limit: 99 })
    expect(messages.filter(({ id }) => id === body.id)).toHaveLength(1)
  })

  test('a message sent twice at once is stored once', async () => {
    const body = reply()
    const answers = await Promise.all(
      [1, 2, 3].map(() => rina.socket.emitWithAck('message:send', body)),
    )
    expect(new Set(answers.map((answer) => resultOf(answer).seq)).size).toBe(1)
  })

  test('a message sent again after the conversation was given away gets its first answer', async () => {
    const body = reply()
    const first = await rina.ask('message:send', body)
    const move = { id: newId(), conversationId, epoch }
    const moved = await rina.ask('conversation:hand-over', move)
    expect(await rina.ask('message:send', body)).toEqual(first)
    expect(await rina.ask('conversation:hand-over', move)).toEqual(moved)
  })

  test('the same id with other content is refused', async () => {
    const body = reply()
    await rina.ask('message:send', body)
    const other = await refusalOf(rina.ask('message:send', { ...body, text: 'Other words' }))
    expect(other.code).toBe('id-reused')
    const sari = await world.agent('sari')
    const another = await refusalOf(sari.ask('message:send', { ...body, visibility: 'team' }))
    expect(another.code).toBe('id-reused')
  })

  test('a reply under an epoch that has passed is refused and names who holds it now', async () => {
    const dimas = await world.agent('dimas')
    await dimas.takeOver({ id: conversationId, epoch })
    const refused = await refusalOf(rina.ask('message:send', reply()))
    expect(refused).toEqual({
      code: 'stale-epoch',
      winner: { id: world.ids.dimas, name: 'Dimas' },
    })
  })

  test('a colleague may leave a note, which the customer never gets', async () => {
    const sari = await world.agent('sari')
    const note = reply({ text: 'He called yesterday.', visibility: 'team', epoch: 0 })
    await sari.ask('message:send', note)
    await rina.ask('message:send', reply())
    const page = await customer.ask('messages:pull', { after: 0, before: null, limit: 200 })
    expect(page.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 5])
    expect(page.messages.at(-1)?.previousSeq).toBe(3)
  })

  test('a message that is too long is invalid', async () => {
    const text = 'x'.repeat(MESSAGE_TEXT_MAX + 1)
    expect((await refusalOf(rina.ask('message:send', reply({ text })))).code).toBe('invalid')
    const asCustomer = await refusalOf(customer.says(text))
    expect(asCustomer.code).toBe('invalid')
  })

  test('a transfer to somebody who has left says so', async () => {
    const body = { id: newId(), conversationId, epoch }
    await world.server.app.services.teams.removeAgent(world.teamId, world.ids.sari)
    for (const toAgentId of [world.ids.sari, newId()]) {
      const refused = await refusalOf(rina.ask('conversation:transfer', { ...body, toAgentId }))
      expect(refused.code).toBe('agent-gone')
    }
  })

  test('read marks rise and never fall', async () => {
    const marks = () =>
      rina.changes.flatMap(({ rows }) =>
        rows.flatMap((row) => (row.kind === 'read-mark' ? [row.value] : [])),
      )
    for (const seq of [2, 1, 99]) {
      await rina.ask('conversation:read', { conversationId, seq })
    }
    expect(marks()).toEqual([
      { agentId: world.ids.rina, conversationId, seq: 2, customerCount: 1 },
      { agentId: world.ids.rina, conversationId, seq: 3, customerCount: 1 },
    ])
  })

  test('another team gets "not there" for everything, and hears nothing', async () => {
    const { teams } = world.server.app.services
    const { id: otherTeam } = await teams.createTeam({ slug: 'other', name: 'Other' })
    await teams.addAgent(otherTeam, {
      ...{ name: 'Eve', email: 'eve@nusa.example', role: 'admin' },
      password: 'correct horse battery',
    })
    const eve = await world.agent('eve')
    const move = { id: newId(), conversationId, epoch }
    const { socket } = eve
    const answers = [
      await socket.emitWithAck('message:send', reply()),
      await socket.emitWithAck('message:send', reply({ visibility: 'team' })),
      await socket.emitWithAck('conversation:take-over', move),
      await socket.emitWithAck('conversation:hand-over', move),
      await socket.emitWithAck('conversation:resolve', move),
      await socket.emitWithAck('conversation:read', { conversationId, seq: 1 }),
      await socket.emitWithAck('history:page', { conversationId, before: 9, limit: 9 }),
      await socket.emitWithAck('typing:set', { conversationId, typing: true }),
    ]
    expect(answers.map((answer) => failureOf(answer).code)).toEqual(answers.map(() => 'not-found'))
    await rina.ask('message:send', reply())
    const page = resultOf(
      await socket.emitWithAck('changes:pull', { timeline: null, after: 0, horizon: 0, limit: 99 }),
    )
    expect(page.rows.map(({ kind }) => kind)).toEqual(['agent'])
    expect(eve.changes.flatMap(({ rows }) => rows).map(({ kind }) => kind)).toEqual(['agent'])
  })

  test('a malformed request is answered with "invalid", one without a callback with nothing', async () => {
    const raw: { emit(event: string, ...values: unknown[]): unknown } = rina.socket
    raw.emit('message:send', reply({ text: 'nobody hears this' }))
    raw.emit('message:send')
    const answer = await new Promise((resolve) => {
      raw.emit('message:send', { id: {}, conversationId: [] }, resolve)
    })
    expect(answer).toEqual({ ok: false, error: { code: 'invalid' } })
  })
})
