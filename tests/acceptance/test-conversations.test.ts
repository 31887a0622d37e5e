import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apiError } from '../../server/integrations/v1/api-error.ts'
import { conversationState } from '../../server/integrations/v1/api-schemas.ts'
import { eventPage } from '../../server/integrations/v1/event-schemas.ts'
import { refusalOf } from '../support/verbs.ts'
import { integrate, keyFor, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, until, type World } from './support/world.ts'

const ANA = { id: 'ana-1', name: 'Ana', email: 'ana@shop.example' }

describe.each(ENGINES)('a test conversation on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let dimas: AgentClient
  let live: ApiClient
  let trial: ApiClient
  beforeEach(async () => {
    world = await startWorld(engine, { timing: { undo: 0 } })
    rina = await world.agent('rina')
    dimas = await world.agent('dimas')
    live = await integrate(dimas, world.server)
    trial = await keyFor(dimas, world.server, live.id, { test: true })
  })
  afterEach(() => world.end())

  const put = (by: ApiClient, ref: string, more: object = {}) =>
    by.ask('PUT', `/conversations/${ref}`, { customer: ANA, ...more })
  const codeOf = ({ body }: { body: unknown }) => v.parse(apiError, body).code
  const tell = (by: ApiClient, ref: string, text = 'Where is my cup?') =>
    by.ask('POST', `/conversations/${ref}/messages`, { id: text, from: 'customer', text })
  const handOff = (by: ApiClient, ref: string) =>
    by.ask('POST', `/conversations/${ref}/handoff`, {
      id: 'h1',
      card: { reason: 'unsure', summary: 'A trial' },
    })

  test('is what a test key makes, and all that it is let near', async () => {
    expect((await put(trial, 't1')).body).toMatchObject({ test: true, state: 'ai' })
    expect((await put(live, 'r1')).body).toMatchObject({ test: false })
    expect((await put(live, 't2', { test: true })).body).toMatchObject({ test: true })
    expect((await put(trial, 't2')).status).toBe(200)
    expect(codeOf(await put(trial, 't3', { test: false }))).toBe('not_allowed')
    // What is no trial is not there for it, and nothing becomes one later.
    expect(codeOf(await put(trial, 'r1'))).toBe('conflict')
    expect(codeOf(await put(live, 't1'))).toBe('conflict')
    for (const [method, path] of [
      ['GET', '/conversations/r1'],
      ['GET', '/conversations/r1/messages'],
      ['DELETE', '/conversations/r1/handoff'],
    ] as const) {
      expect(codeOf(await trial.ask(method, path))).toBe('not_found')
    }
    expect(codeOf(await tell(trial, 'r1'))).toBe('not_found')
    expect(codeOf(await handOff(trial, 'r1'))).toBe('not_found')
  })

  test('is told to no agent, live, by a pull, a search or by its id, and is in no audit', async () => {
    const state = v.parse(conversationState, (await put(trial, 't1')).body)
    const id = state.conversation_id
    await tell(trial, 't1', 'Nobody hears elephants')
    expect((await handOff(trial, 't1')).body).toMatchObject({ state: 'waiting' })
    await put(trial, 't1', { customer: { ...ANA, name: 'Ana Putri' } })
    await put(live, 'r1')
    await tell(live, 'r1', 'Everybody hears elephants')
    // Once they know of the second they would know of the first.
    await until(
      () =>
        rina.changes.some(({ rows }) => rows.some(({ kind }) => kind === 'message')) || undefined,
    )
    const pulled = (await pullAll(rina)).rows
    const told = JSON.stringify([pulled, rina.changes])
    expect(told).toContain('Everybody hears')
    expect(told).not.toContain('Nobody hears')
    expect(told).not.toContain('Ana Putri')
    expect(told).not.toContain(id)
    const found = await rina.ask('search:messages', { query: 'elephants', limit: 10 })
    expect(found.messages).toHaveLength(1)
    const called = await rina.ask('search:conversations', { query: 'Putri', limit: 10 })
    expect(called.rows).toEqual([])
    const byId = await rina.ask('search:conversations', { query: id, limit: 10 })
    expect(byId.rows).toEqual([])
    for (const asked of [
      () => rina.ask('conversation:get', { conversationId: id }),
      () => rina.takeOver({ id, epoch: 1 }),
    ]) {
      expect((await refusalOf(asked())).code).toBe('not-found')
    }
    await trial.ask('DELETE', '/conversations/t1/handoff')
    await trial.ask('POST', '/conversations/t1/resolve', { epoch: 2 })
    const older = await rina.ask('conversations:older', { tag: null, before: null, limit: 10 })
    expect(older.rows).toEqual([])
    const place = { from: null, to: null, before: null, limit: 100 }
    const { entries } = await dimas.ask('audit:list', { query: id, what: null, ...place })
    expect(entries).toEqual([])
    expect(pulled.filter(({ kind }) => kind === 'customer')).toHaveLength(1)
  })

  test('has events, which a test key reads alone, in the order of all', async () => {
    await put(trial, 't1')
    await put(live, 'r1')
    await tell(trial, 't1', 'One')
    await tell(live, 'r1', 'Two')
    await handOff(trial, 't1')
    const read = async (by: ApiClient, query = '') =>
      v.parse(eventPage, (await by.ask('GET', `/events?${query}`)).body).events
    const all = await read(live)
    expect(all.map(({ ref, test: isTest }) => [ref, isTest])).toEqual([
      ['t1', true],
      ['r1', false],
      ['t1', true],
      ['t1', true],
    ])
    const trials = all.filter(({ test: isTest }) => isTest)
    expect(await read(trial)).toEqual(trials)
    expect(await read(trial, `after=${all[0]?.id ?? ''}`)).toEqual(trials.slice(1))
    // A wait ends with what happens in a trial, though no agent is told of it.
    const waiting = read(trial, `after=${all.at(-1)?.id ?? ''}&wait=20`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await tell(trial, 't1', 'Three')
    expect(await waiting).toMatchObject([{ message: { text: 'Three' } }])
  })
})
