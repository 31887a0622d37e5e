import type { Row } from '@baton/protocol/changes.ts'
import { createdCustomer } from '@baton/protocol/customer.ts'
import { v7 as newId } from 'uuid'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failureOf, resultOf, type AgentClient, type CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, until, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

describe.each(ENGINES)('what agents know of a customer on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let sari: AgentClient
  let customer: CustomerClient
  let conversationId: string

  beforeAll(async () => {
    world = await startWorld(engine)
    rina = await world.agent('rina')
    sari = await world.agent('sari')
    customer = await world.customer(await createWith({ plan: 'Pro', cart: '3 items' }))
    await customer.socket.emitWithAck('visit:tell', {
      page: { url: 'https://shop.example/cart?coupon=SECRET#pay', title: 'Your cart' },
      language: 'id-ID',
      timeZone: 'Asia/Jakarta',
    })
    await say('Where is my parcel?')
    conversationId = (await conversation()).id
  }, 30_000)
  afterAll(() => world.end())

  /** A customer whose channel tells something about them. */
  async function createWith(context: Record<string, string>) {
    const response = await fetch(`${world.server.url}/api/customers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ team: 'nusa', context }),
    })
    return v.parse(createdCustomer, await response.json())
  }

  async function say(text: string): Promise<void> {
    await customer.says(text)
  }

  async function details() {
    const { rows } = await pullAll(sari)
    const row = rows.find((row) => row.kind === 'customer')
    if (row?.kind !== 'customer') throw new Error('Nobody has written.')
    return row.value
  }

  async function conversation() {
    const { rows } = await pullAll(sari)
    const row = rows.find((row) => row.kind === 'conversation')
    if (row?.kind !== 'conversation') throw new Error('Nobody has written.')
    return row.value
  }

  async function edit(agent: AgentClient, change: object, id = newId()) {
    const { id: customerId, version, name, email, note } = await details()
    const body = { id, customerId, version, name, email, note, ...change }
    return agent.ask('customer:edit', body)
  }

  function tag(agent: AgentClient, add: string[], remove: string[] = [], id = newId()) {
    return agent.socket.emitWithAck('conversation:tag', { id, conversationId, add, remove })
  }

  test('is what their channel and page tell, and of the page only where it is', async () => {
    expect(await details()).toMatchObject({
      context: { plan: 'Pro', cart: '3 items' },
      language: 'id-ID',
      timeZone: 'Asia/Jakarta',
      subject: null,
    })
    expect(await conversation()).toMatchObject({
      page: { url: 'https://shop.example/cart', title: 'Your cart' },
    })
  })

  test('follows what the page tells later, without another word of theirs', async () => {
    const visit = { page: null, language: 'en', timeZone: 'No/Where' }
    await customer.socket.emitWithAck('visit:tell', { ...visit, context: { order: '4821' } })
    expect(await details()).toMatchObject({
      context: { order: '4821' },
      language: 'en',
      timeZone: 'Asia/Jakarta',
    })
    // Told the same again, it writes nothing.
    const { rev } = await pullAll(sari)
    await customer.socket.emitWithAck('visit:tell', { ...visit, context: { order: '4821' } })
    expect((await pullAll(sari)).rev).toBe(rev)
  })

  test('is put right by one agent and seen by the others at once, in the list too', async () => {
    const change = { name: 'Ana Putri', email: 'ana@example.com', note: 'Prefers calls.' }
    await edit(rina, change)
    const told = await until(() =>
      sari.changes.find(({ rows }) => JSON.stringify(rows).includes('Ana Putri')),
    )
    expect(told.rows.map(({ kind }: Row) => kind)).toEqual(['customer', 'conversation'])
    expect(await details()).toMatchObject({ ...change, editedBy: { name: 'Rina' } })
    expect((await conversation()).customer).toMatchObject({ name: 'Ana Putri' })
  })

  test('is not written over by who has not seen the last edit', async () => {
    const { version } = await details()
    await edit(rina, { name: 'Ana of Rina' })
    expect(await refusalOf(edit(sari, { name: 'Ana of Sari', version }))).toEqual({
      code: 'stale-version',
    })
    expect(await details()).toMatchObject({ name: 'Ana of Rina' })
    await edit(sari, { name: 'Ana of Sari' })
    expect(await details()).toMatchObject({ name: 'Ana of Sari' })
  })

  test('has a name of which everything can be seen, whatever was typed or pasted', async () => {
    await edit(rina, { name: ' Ana\u202e\u200b  Putri \ud83d' })
    expect(await details()).toMatchObject({ name: 'Ana Putri' })
    expect((await conversation()).customer).toMatchObject({ name: 'Ana Putri' })
    expect((await refusalOf(edit(rina, { name: '\u3164\u200b' }))).code).toBe('invalid')
  })

  test('is edited once, however often it is asked', async () => {
    const id = newId()
    const { id: customerId, version, email, note } = await details()
    const body = { id, customerId, version, name: 'Once', email, note }
    const first = await rina.ask('customer:edit', body)
    await edit(sari, { name: 'Later' })
    expect(await rina.ask('customer:edit', body)).toEqual(first)
    expect(await details()).toMatchObject({ name: 'Later' })
    const other = { ...body, name: 'Something else' }
    expect((await refusalOf(rina.ask('customer:edit', other))).code).toBe('id-reused')
    expect((await refusalOf(sari.ask('customer:edit', body))).code).toBe('id-reused')
  })

  test('may be edited by two at once: one wins, and the other is told', async () => {
    const { id: customerId, version, email, note } = await details()
    const wins = (agent: AgentClient, name: string) =>
      agent.socket.emitWithAck('customer:edit', {
        ...{ id: newId(), customerId, version, name, email, note },
      })
    const answers = await Promise.all([wins(rina, 'Rina wins'), wins(sari, 'Sari wins')])
    const codes = answers.map((answer) => (answer.ok ? 'done' : answer.error.code))
    expect(codes.sort()).toEqual(['done', 'stale-version'])
  })

  test('has tags from several agents, each once, in the order of the alphabet', async () => {
    await Promise.all([tag(rina, ['VIP ', 'refund']), tag(sari, ['vip', 'Late  Parcel'])])
    expect((await conversation()).tags).toEqual(['late parcel', 'refund', 'vip'])
    expect(resultOf(await tag(sari, [], ['refund'])).tags).toEqual(['late parcel', 'vip'])
    const told = await until(() =>
      rina.changes.find(({ rows }) =>
        rows.some((row) => row.kind === 'conversation' && row.value.tags.length === 2),
      ),
    )
    expect(told.rows).toHaveLength(1)
  })

  test('is tagged once, however often it is asked', async () => {
    const id = newId()
    const first = resultOf(await tag(rina, ['once'], [], id))
    resultOf(await tag(sari, [], ['once']))
    expect(resultOf(await tag(rina, ['once'], [], id))).toEqual(first)
    expect((await conversation()).tags).not.toContain('once')
    expect(failureOf(await tag(rina, ['twice'], [], id)).code).toBe('id-reused')
  })

  test('has no more tags than can be shown', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `tag ${index}`)
    expect(failureOf(await tag(rina, many)).code).toBe('invalid')
  })

  test('stays with the customer when a resolved conversation opens again', async () => {
    const { epoch } = await conversation()
    await rina.resolve({ id: conversationId, epoch })
    const { tags } = await conversation()
    await say('One more thing')
    expect(await conversation()).toMatchObject({ id: conversationId, state: 'ai', tags })
  })

  test('is no more than a context holds, however much was told before the first words', async () => {
    const facts = (prefix: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`${prefix} ${n}`, 'x']))
    const other = await world.customer(await createWith(facts('made', 30)))
    const visit = { page: null, language: null, timeZone: null, context: facts('told', 30) }
    await other.socket.emitWithAck('visit:tell', visit)
    await other.says('Hello')
    const { rows } = await pullAll(sari)
    const contexts = rows.flatMap((row) => (row.kind === 'customer' ? [row.value.context] : []))
    expect(contexts).toContainEqual(facts('told', 30))
  })
})
