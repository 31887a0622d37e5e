import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../support/made-team.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, untilConversation, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

describe.each(ENGINES)('searching messages on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let eve: AgentClient

  beforeAll(async () => {
    world = await startWorld(engine)
    const { teams, conversations } = world.server.app.services
    const { id: otherTeam } = await teams.createTeam({ slug: 'other', name: 'Other' })
    const email = 'eve@nusa.example'
    await teams.addAgent(otherTeam, { name: 'Eve', email, password: PASSWORD, role: 'admin' })
    const tell = (teamId: string, texts: string[], at: number) =>
      conversations.importConversation(teamId, {
        customer: { name: 'Ana', email: null },
        state: 'resolved',
        messages: texts.map((text, n) => ({ from: n % 2 ? 'ai' : 'customer', text, at: at + n })),
      })
    await tell(
      world.teamId,
      ['My REFUND is late', 'Refunds take 5 days', 'Order #A-4821, please'],
      1,
    )
    await tell(world.teamId, ['Kapan pengembalian dananya?', 'write to ana.putri@example.com'], 10)
    await tell(otherTeam, ['Our refund secret'], 20)
    rina = await world.agent('rina')
    eve = await world.agent('eve')
  }, 30_000)
  afterAll(() => world.end())

  const find = async (query: string, limit = 50, agent = rina) => {
    const found = await agent.ask('search:messages', { query, limit })
    return { texts: found.messages.map(({ text }) => text), more: found.more }
  }

  test('finds what holds all words, by how they begin and whatever their case, newest first', async () => {
    expect((await find('refund')).texts).toEqual(['Refunds take 5 days', 'My REFUND is late'])
    expect((await find('late REF')).texts).toEqual(['My REFUND is late'])
    expect((await find('refund pengembalian')).texts).toEqual([])
    expect((await find('pengem')).texts).toEqual(['Kapan pengembalian dananya?'])
  })

  test('finds numbers, addresses and their parts', async () => {
    expect((await find('4821')).texts).toEqual(['Order #A-4821, please'])
    expect((await find('ana.putri@exam')).texts).toEqual(['write to ana.putri@example.com'])
    expect((await find('putri')).texts).toHaveLength(1)
  })

  test("never another team's", async () => {
    expect((await find('secret')).texts).toEqual([])
    expect((await find(`t${eve.hello.team.id.replaceAll('-', '')}`)).texts).toEqual([])
    expect((await find('refund', 50, eve)).texts).toEqual(['Our refund secret'])
  })

  test('gives no more than was asked for, and tells that there is more', async () => {
    expect(await find('refund', 1)).toEqual({ texts: ['Refunds take 5 days'], more: true })
    expect((await find('refund', 2)).more).toBe(false)
    const tooMany = { query: 'refund', limit: 51 }
    expect((await refusalOf(rina.ask('search:messages', tooMany))).code).toBe('invalid')
  })

  test('whatever is typed is words and never a query of the engine', async () => {
    for (const query of [
      '"""',
      "' OR 1",
      'team : x',
      'a* & !b | (c',
      '-- ',
      '%%',
      '🙂🙂',
      'NEAR(a b)',
    ]) {
      expect((await find(query)).texts).toEqual([])
    }
  })

  test('what was said a moment ago is found, notes with it, notices not', async () => {
    const customer = await world.customer()
    await customer.says('Zanzibar')
    const { id: conversationId, epoch } = await untilConversation(
      rina,
      ({ lastSeq }) => lastSeq > 1,
    )
    const note = {
      id: newId(),
      conversationId,
      epoch,
      visibility: 'team' as const,
      attachments: [],
    }
    await rina.ask('message:send', { ...note, text: 'is in Zanzibar' })
    await rina.takeOver({ id: conversationId, epoch })
    expect((await find('zanzibar')).texts).toEqual(['is in Zanzibar', 'Zanzibar'])
    expect((await find('taken over')).texts).toEqual([])
  })
})
