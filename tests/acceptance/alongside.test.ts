import { NOTHING_ALONGSIDE, type Alongside } from '@baton/protocol/message.ts'
import { TAGS_MAX } from '@baton/protocol/tags.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testDice } from '../faults/support/dice.ts'
import { failureOf, resultOf, type AgentClient, type CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, until, takenOver, type World } from './support/world.ts'

const along = (some: Partial<Alongside>): Alongside => ({ ...NOTHING_ALONGSIDE, ...some })

describe.each(ENGINES)('what is done along with a message on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let customer: CustomerClient
  let conversationId: string
  let epoch: number

  /** A reply of Rina's, who holds the conversation, but for what is said otherwise. */
  const aReply = (
    alongside: Alongside,
    text = 'Goodbye!',
    visibility = 'everyone' as 'everyone' | 'team',
  ) => ({
    ...{ id: newId(), conversationId, epoch, text, visibility, alongside },
  })
  const send = (agent: AgentClient, body: ReturnType<typeof aReply>) =>
    agent.socket.emitWithAck('message:send', body)
  const conversation = async () => {
    const { rows } = await pullAll(rina)
    const found = rows.findLast((row) => row.kind === 'conversation')
    if (found?.kind !== 'conversation') throw new Error('There is no conversation.')
    return found.value
  }
  /** Who said what, from the first message of an agent on. */
  const said = async () => {
    const { rows } = await pullAll(rina)
    const messages = rows.flatMap((row) => (row.kind === 'message' ? [row.value] : []))
    return messages
      .filter(({ seq }) => seq > 3)
      .sort((a, b) => a.seq - b.seq)
      .map(({ author, text, visibility }) => [
        author.kind === 'system' ? author.event : author.kind,
        ...(author.kind === 'system' ? [] : [text]),
        ...(visibility === 'team' ? ['note'] : []),
      ])
  }

  beforeEach(async () => {
    world = await startWorld(engine)
    rina = await world.agent('rina')
    customer = await world.customer()
    const held = await takenOver(rina, customer)
    conversationId = held.id
    epoch = held.epoch
  })
  afterEach(() => world.end())

  test('a note before it, tags, and the conversation resolved after it', async () => {
    const alongside = along({ tags: ['solved', 'VIP '], note: 'All well.', then: 'resolve' })
    const stored = resultOf(await send(rina, aReply(alongside)))
    expect(await said()).toEqual([
      ['agent', 'All well.', 'note'],
      ['agent', 'Goodbye!'],
      ['resolved'],
    ])
    const after = await conversation()
    expect(after).toMatchObject({ state: 'resolved', ownerId: null, tags: ['solved', 'vip'] })
    expect(after.lastSeq).toBe(stored.seq + 1)
    await until(() => customer.messages.find(({ author }) => author.kind === 'system'))
    expect(JSON.stringify(customer.messages)).not.toContain('All well.')
  })

  test('handing back leaves the AI silent until the customer writes again, after a note too', async () => {
    resultOf(await send(rina, aReply(along({ then: 'hand-back' }))))
    expect(await conversation()).toMatchObject({ state: 'ai', ownerId: null })
    expect(await said()).toEqual([['agent', 'Goodbye!'], ['handed-to-ai']])
    const { epoch: now } = await conversation()
    const take = { id: newId(), conversationId, epoch: now }
    const taken = await rina.ask('conversation:take-over', take)
    epoch = taken.conversation.epoch
    await customer.says('And now?')
    const note = aReply(along({ then: 'hand-back' }), 'Over to you.', 'team')
    resultOf(await send(rina, note))
    const answers = () => customer.messages.filter((m) => m.author.kind === 'ai' && m.seq > 2)
    const last = await customer.says('Hello?')
    await until(() => answers()[0])
    expect(answers()).toHaveLength(1)
    expect(answers()[0]?.seq).toBeGreaterThan(last.seq)
  })

  test('sent again and again, at once and later, it is done once', async () => {
    const body = aReply(along({ tags: ['x'], note: 'Once.', then: 'resolve' }))
    const first = await Promise.all(Array.from({ length: 5 }, () => send(rina, body)))
    const later = await send(rina, body)
    expect(new Set([...first, later].map((answer) => resultOf(answer).seq)).size).toBe(1)
    expect(await said()).toEqual([['agent', 'Once.', 'note'], ['agent', 'Goodbye!'], ['resolved']])
    const other = { ...body, alongside: along({ tags: ['y'], note: 'Once.', then: 'resolve' }) }
    expect(failureOf(await send(rina, other)).code).toBe('id-reused')
  })

  test('under an epoch that has passed nothing of it is done', async () => {
    const dimas = await world.agent('dimas')
    await dimas.takeOver({ id: conversationId, epoch })
    const all = along({ tags: ['late'], note: 'Late.', then: 'resolve' })
    expect(failureOf(await send(rina, aReply(all)))).toMatchObject({
      ...{ code: 'stale-epoch', winner: { name: 'Dimas' } },
    })
    // A note may be left by anybody; what would move the conversation may not.
    expect(failureOf(await send(rina, aReply(all, 'Late.', 'team'))).code).toBe('stale-epoch')
    expect(await said()).toEqual([['taken-over']])
    expect(await conversation()).toMatchObject({ state: 'human', tags: [] })
    resultOf(await send(rina, aReply(along({ tags: ['seen'] }), 'Hm.', 'team')))
    expect((await conversation()).tags).toEqual(['seen'])
  })

  test('a note of somebody else moves nothing that is not theirs', async () => {
    const sari = await world.agent('sari')
    const body = aReply(along({ then: 'resolve' }), 'Done?', 'team')
    expect(failureOf(await send(sari, body)).code).toBe('forbidden')
    expect(await said()).toEqual([])
  })

  test('tags that there is no room for are left out, and the reply is not', async () => {
    const many = Array.from({ length: TAGS_MAX - 1 }, (_, n) => `tag ${n + 10}`)
    const add = { id: newId(), conversationId, add: many, remove: [] }
    await rina.ask('conversation:tag', add)
    resultOf(await send(rina, aReply(along({ tags: ['tag 10', 'a', 'b'] }))))
    expect((await conversation()).tags).toEqual(['a', ...many])
  })

  test('whatever is sent again in whatever order: each is done once, or not at all', async () => {
    const dice = testDice()
    const bodies = Array.from({ length: 12 }, (_, n) =>
      aReply(
        along({
          tags: dice.fraction() < 0.5 ? [`t${n}`] : [],
          note: dice.fraction() < 0.5 ? `note ${n}` : '',
          then: dice.pick(['stay', 'stay', 'stay', 'hand-back', 'resolve']),
        }),
        `reply ${n}`,
      ),
    )
    const done = new Set<number>()
    await Promise.all(
      Array.from({ length: 60 }, async () => {
        const n = dice.between(0, bodies.length - 1)
        const body = bodies[n]
        if (!body) return
        const answer = await send(rina, body)
        if (answer.ok) done.add(n)
        else expect(answer.error.code).toBe('stale-epoch')
      }),
    )
    const lines = (await said()).map(([, text]) => text)
    for (const [n, { alongside, text }] of bodies.entries()) {
      const count = (what: string) => lines.filter((line) => line === what).length
      expect({ n, stored: count(text) }).toEqual({ n, stored: done.has(n) ? 1 : 0 })
      const noted = done.has(n) && alongside.note !== '' ? 1 : 0
      expect({ n, noted: count(`note ${n}`) }).toEqual({ n, noted })
    }
    const tags = [...done].flatMap((n) => bodies[n]?.alongside.tags ?? []).sort()
    expect((await conversation()).tags).toEqual(tags)
  })
})
