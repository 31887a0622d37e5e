import type { Row } from '@baton/protocol/changes.ts'
import type { Answer } from '@baton/protocol/errors.ts'
import { FRAME_BYTES_MAX } from '@baton/protocol/changes.ts'
import type { OlderPage, OlderPlace } from '@baton/protocol/older.ts'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../support/made-team.ts'
import { resultOf, type AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, untilConversation, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

const MANY = 30

describe.each(ENGINES)('what a copy does not hold, on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let eve: AgentClient
  /** The resolved ones of Rina's team, the latest first. */
  const resolved: string[] = []

  beforeAll(async () => {
    world = await startWorld(engine)
    const { teams, conversations } = world.server.app.services
    const { id: otherTeam } = await teams.createTeam({ slug: 'other', name: 'Other' })
    const email = 'eve@nusa.example'
    await teams.addAgent(otherTeam, { name: 'Eve', email, password: PASSWORD, role: 'admin' })
    const tell = (teamId: string, name: string, texts: string[], at: number) =>
      conversations.importConversation(teamId, {
        customer: { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com` },
        state: 'resolved',
        messages: texts.map((text, n) => ({ from: n % 2 ? 'ai' : 'customer', text, at: at + n })),
      })
    for (let n = 0; n < MANY; n++) {
      const name = n === 3 ? 'Zoë Großmann' : `Customer ${n}`
      // Of every two the time is the same: the id decides.
      const { conversationId } = await tell(world.teamId, name, [`needle ${n}`], 10 * (n >> 1))
      resolved.push(conversationId)
    }
    // Long texts, most bytes of which are not one a character.
    const long = Array.from({ length: 60 }, (_, n) => `${n} `.padEnd(7_900, 'ü'))
    await tell(world.teamId, 'Long Winded', long, 1)
    await tell(otherTeam, 'Customer Theirs', ['needle of Eve'], 5)
    rina = await world.agent('rina')
    eve = await world.agent('eve')
    await tag(resolved[4], 'vip')
    await tag(resolved[21], 'vip')
  }, 60_000)
  afterAll(() => world.end())

  async function tag(conversationId = '', name: string) {
    const body = { id: newId(), conversationId, add: [name], remove: [] }
    await rina.ask('conversation:tag', body)
  }
  const conversationsIn = (rows: readonly Row[]) =>
    rows.flatMap((row) => (row.kind === 'conversation' ? [row.value] : []))

  async function allPages(
    ask: (before: OlderPlace | null) => Promise<Answer<OlderPage>>,
    check: (page: OlderPage) => void = () => undefined,
  ) {
    const found = []
    let before: OlderPlace | null = null
    for (;;) {
      const page: OlderPage = resultOf(await ask(before))
      check(page)
      found.push(...conversationsIn(page.rows))
      if (!page.next) return found
      before = page.next
    }
  }

  test('pages of the resolved ones are all of them, once, the latest change first, with their customers', async () => {
    const found = await allPages(
      (before) => rina.socket.emitWithAck('conversations:older', { tag: null, before, limit: 7 }),
      ({ rows }) => {
        const customers = rows.flatMap((row) => (row.kind === 'customer' ? [row.value.id] : []))
        expect(new Set(customers)).toEqual(
          new Set(conversationsIn(rows).map(({ customer }) => customer.id)),
        )
      },
    )
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
    expect(found).toHaveLength(MANY + 1)
    expect(found.map(({ state }) => state)).toEqual(found.map(() => 'resolved'))
    const order = found.map(({ updatedAt }) => updatedAt)
    expect(order).toEqual([...order].sort((a, b) => b - a))
    expect(JSON.stringify(found)).not.toContain('Theirs')
  })

  test('what becomes resolved between two pages moves no other', async () => {
    const first = await rina.ask('conversations:older', { tag: null, before: null, limit: 10 })
    await tag(resolved[0], 'moved')
    const rest = await allPages((before) =>
      rina.socket.emitWithAck('conversations:older', {
        ...{ tag: null, limit: 10 },
        before: before ?? first.next,
      }),
    )
    const seen = [...conversationsIn(first.rows), ...rest].map(({ id }) => id)
    const moved = resolved[0]
    expect(new Set([...seen, moved]).size).toBe(MANY + 1)
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('by tag', async () => {
    const found = await allPages((before) =>
      rina.socket.emitWithAck('conversations:older', { tag: ' VIP', before, limit: 1 }),
    )
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set([resolved[4], resolved[21]]))
  })

  test("one customer's, and nobody's of another team", async () => {
    const page = await rina.ask('conversations:older', { tag: null, before: null, limit: 1 })
    const customerId = conversationsIn(page.rows)[0]?.customer.id ?? ''
    const ask = { customerId, before: null, limit: 50 }
    const theirs = await rina.ask('customer:conversations', ask)
    expect(conversationsIn(theirs.rows)).toEqual(conversationsIn(page.rows))
    expect((await refusalOf(eve.ask('customer:conversations', ask))).code).toBe('not-found')
  })

  test('one conversation comes with customer, newest messages and how far I read, within its bytes', async () => {
    const long = await rina.ask('search:conversations', { query: 'winded', limit: 5 })
    const [conversation] = conversationsIn(long.rows)
    const conversationId = conversation?.id ?? ''
    const read = { conversationId, seq: 60 }
    await rina.ask('conversation:read', read)
    const { rows } = await rina.ask('conversation:get', { conversationId })
    expect(Buffer.byteLength(JSON.stringify(rows))).toBeLessThanOrEqual(FRAME_BYTES_MAX)
    expect(rows.slice(0, 3).map(({ kind }) => kind)).toEqual([
      'customer',
      'conversation',
      'read-mark',
    ])
    const seqs = rows.flatMap((row) => (row.kind === 'message' ? [row.value.seq] : []))
    expect(seqs.length).toBeGreaterThan(20)
    // The newest ones, without a hole.
    expect(seqs).toEqual(seqs.map((_, n) => 60 - n))
    const others = await rina.ask('history:page', { conversationId, before: 61, limit: 200 })
    expect(Buffer.byteLength(JSON.stringify(others))).toBeLessThanOrEqual(FRAME_BYTES_MAX)
    expect(others.messages.at(-1)?.seq).toBe(60)
  })

  test('customers are found by the beginnings of names and emails, whatever case and accents', async () => {
    const find = async (query: string, agent = rina) =>
      conversationsIn((await agent.ask('search:conversations', { query, limit: 50 })).rows)
    expect(await find('customer')).toHaveLength(MANY - 1)
    expect((await find('customer.17@exam')).map(({ id }) => id)).toEqual([resolved[17]])
    expect((await find('winded long')).map(({ customer }) => customer.name)).toEqual([
      'Long Winded',
    ])
    expect((await find('ZOË')).map(({ id }) => id)).toEqual([resolved[3]])
    expect((await find(resolved[5] ?? '')).map(({ id }) => id)).toEqual([resolved[5]])
    expect(await find(resolved[5] ?? '', eve)).toEqual([])
    expect((await find('customer', eve)).map(({ customer }) => customer.name)).toEqual([
      'Customer Theirs',
    ])
    const team = eve.hello.team.id.replaceAll('-', '')
    for (const query of ['t' + team, `whose : t${team}`, '"""', "' OR 1", '%%']) {
      expect(await find(query)).toEqual([])
    }
  })

  test('who has another name now is found by that and no longer by the old one', async () => {
    const { rows } = await rina.ask('search:conversations', { query: 'customer.9', limit: 1 })
    const customer = rows.find((row) => row.kind === 'customer')
    if (customer?.kind !== 'customer') throw new Error('There is no such customer.')
    const { id: customerId, version } = customer.value
    const edit = { id: newId(), customerId, version, name: 'Renamed', email: null, note: '' }
    await rina.ask('customer:edit', edit)
    const find = async (query: string) =>
      (await rina.ask('search:conversations', { query, limit: 9 })).rows
    expect(await find('customer.9')).toEqual([])
    expect(await find('renamed')).toHaveLength(2)
    const undo = {
      ...edit,
      id: newId(),
      version: version + 1,
      name: 'Customer 9',
      email: 'customer.9@example.com',
    }
    await rina.ask('customer:edit', undo)
    expect(await find('customer.9')).toHaveLength(2)
  })

  test('messages found bring the conversations they are in, of this team alone', async () => {
    const found = await rina.ask('search:messages', { query: 'needle', limit: 50 })
    expect(found.messages).toHaveLength(MANY)
    expect(new Set(conversationsIn(found.rows).map(({ id }) => id))).toEqual(
      new Set(found.messages.map(({ conversationId }) => conversationId)),
    )
    expect(JSON.stringify(found)).not.toContain('Theirs')
  })

  test('a conversation that goes on is told, and what is asked of it agrees', async () => {
    const customer = await world.customer()
    await customer.says('Hello')
    const live = await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    const { rows } = await rina.ask('conversation:get', { conversationId: live.id })
    expect(conversationsIn(rows)).toEqual([live])
  })
})
