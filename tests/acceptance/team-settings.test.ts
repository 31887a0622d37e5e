import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failureOf, resultOf, type AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, until, untilConversation, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

describe.each(ENGINES)("a team's settings on %s", (engine) => {
  let world: World
  let dimas: AgentClient
  beforeEach(async () => {
    world = await startWorld(engine)
    dimas = await world.agent('dimas')
  })
  afterEach(() => world.end())

  const settingsIn = (rows: Awaited<ReturnType<typeof pullAll>>['rows']) =>
    rows.flatMap((row) => (row.kind === 'team' ? [row.value.settings] : []))

  test('are changed by an admin, told to everybody, and pulled by who was away', async () => {
    const rina = await world.agent('rina')
    const { timeline, rev } = await pullAll(rina)
    await dimas.ask('team:change', { waitLimitMs: 60_000 })
    await dimas.ask('team:change', { notices: { resolved: 'Goodbye!' } })
    const wanted = {
      ...DEFAULT_TEAM_SETTINGS,
      waitLimitMs: 60_000,
      notices: { ...DEFAULT_TEAM_SETTINGS.notices, resolved: 'Goodbye!' },
    }
    const told = await until(() => settingsIn(rina.changes.flatMap(({ rows }) => rows)).at(1))
    expect(told).toEqual(wanted)
    expect(settingsIn((await pullAll(rina, { timeline, after: rev })).rows)).toEqual([wanted])
    expect(settingsIn((await pullAll(rina)).rows)).toEqual([wanted])
  })

  test('are refused to agents, and out of their limits', async () => {
    const rina = await world.agent('rina')
    const { socket } = dimas
    expect((await refusalOf(rina.ask('team:change', { undoSendMs: 5_000 }))).code).toBe('forbidden')
    expect(failureOf(await socket.emitWithAck('team:change', { undoSendMs: 30_001 })).code).toBe(
      'invalid',
    )
    const empty = { notices: { resolved: ' ' } }
    expect(failureOf(await socket.emitWithAck('team:change', empty)).code).toBe('invalid')
    const nul = { notices: { resolved: 'a\0b' } }
    expect(failureOf(await socket.emitWithAck('team:change', nul)).code).toBe('invalid')
  })

  test('say what a customer is welcomed with, from their next connection on', async () => {
    const first = await world.customer()
    expect(first.hello.welcome).toEqual({ greeting: '', questions: [] })
    const questions = ['Where is my order?', 'How long does a refund take?']
    const welcome = { greeting: ' Welcome to Nusa! ', suggestedQuestions: questions }
    await dimas.ask('team:change', welcome)
    // Another setting leaves them as they are.
    await dimas.ask('team:change', { waitLimitMs: 60_000 })
    const next = await world.customer()
    expect(next.hello.welcome).toEqual({ greeting: 'Welcome to Nusa!', questions })
    for (const wrong of [
      { suggestedQuestions: ['a', 'b', 'c', 'd', 'e'] },
      { suggestedQuestions: [' '] },
      { suggestedQuestions: ['x'.repeat(121)] },
      { greeting: 'x'.repeat(201) },
    ]) {
      expect((await refusalOf(dimas.ask('team:change', wrong))).code).toBe('invalid')
    }
  })

  test('word the notices from the next one on', async () => {
    const customer = await world.customer()
    await customer.says('Hello')
    const { id: conversationId } = await untilConversation(dimas, ({ lastSeq }) => lastSeq === 2)
    const notices = { 'taken-over': '{name} is with you now.' }
    const [, taken] = await Promise.all([
      dimas.socket.emitWithAck('team:change', { notices }),
      dimas.socket.emitWithAck('conversation:take-over', { id: newId(), conversationId, epoch: 0 }),
    ])
    resultOf(taken)
    const notice = await until(() => customer.messages.find((m) => m.author.kind === 'system'))
    expect(notice.text).toBe('Dimas is with you now.')
    // Everybody reads the team's words; Baton's own each reads in their language.
    expect(notice.author).toEqual({ kind: 'system', event: 'taken-over' })
    await dimas.handBack({ id: conversationId, epoch: 1 })
    const told = ({ author }: (typeof customer.messages)[number]) =>
      author.kind === 'system' && author.event === 'handed-to-ai'
    const next = await until(() => customer.messages.find(told))
    expect(next.author).toEqual({ kind: 'system', event: 'handed-to-ai', about: {} })
  })
})
