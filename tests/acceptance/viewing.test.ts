import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Viewing } from '@baton/protocol/live.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

describe.each(ENGINES)('who looks at a conversation, on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let sari: AgentClient
  let conversationId: string
  const heard = new Map<AgentClient, Viewing[]>()

  beforeAll(async () => {
    world = await startWorld(engine)
    rina = await world.agent('rina')
    sari = await world.agent('sari')
    for (const agent of [rina, sari]) {
      const told: Viewing[] = []
      heard.set(agent, told)
      agent.socket.on('viewing', (viewing) => told.push(viewing))
    }
    const customer = await world.customer()
    await customer.says('Hello')
    conversationId = (await untilConversation(rina, ({ lastSeq }) => lastSeq > 0)).id
  }, 30_000)
  afterAll(() => world.end())

  test('is told to the colleagues by name, and not back to who looks', async () => {
    await sari.ask('viewing:set', { conversationId, viewing: true })
    const agent = { id: world.ids.sari, name: 'Sari' }
    await until(() => heard.get(rina)?.[0])
    expect(heard.get(rina)).toEqual([{ conversationId, agent, viewing: true }])
    await sari.ask('viewing:set', { conversationId, viewing: false })
    await until(() => heard.get(rina)?.[1])
    expect(heard.get(rina)?.[1]).toEqual({ conversationId, agent, viewing: false })
    expect(heard.get(sari)).toEqual([])
  })

  test('of a conversation that is not there is told to nobody', async () => {
    const nothing = { conversationId: newId(), viewing: true }
    const answer = await refusalOf(sari.ask('viewing:set', nothing))
    expect(answer.code).toBe('not-found')
    expect(heard.get(rina)).toHaveLength(2)
  })

  test('is told the words of the AI, and who types, and nobody else is', async () => {
    const customer = await world.customer()
    const typing = new Map<AgentClient, number>()
    for (const agent of [rina, sari]) {
      typing.set(agent, 0)
      agent.socket.on('typing', () => typing.set(agent, (typing.get(agent) ?? 0) + 1))
    }
    await customer.says('Hi')
    const { id } = await untilConversation(rina, (one) => one.id !== conversationId)
    await until(() => customer.messages.find(({ author }) => author.kind === 'ai'))
    const told = sari.streamed.length
    await sari.ask('viewing:set', { conversationId: id, viewing: true })
    await customer.ask('typing:set', { typing: true })
    await customer.says('And now?')
    await until(() => sari.streamed[told])
    await until(() => typing.get(sari) || undefined)
    await until(() => customer.messages.filter(({ author }) => author.kind === 'ai')[1])
    // Asked last and answered last: whatever was to come before has come.
    await rina.ask('viewing:set', { conversationId, viewing: false })
    expect(rina.streamed).toEqual([])
    expect(typing.get(rina)).toBe(0)
  })

  test('who types is told so in their other browsers, and not in the one they type in', async () => {
    const away = await world.agent('rina')
    const typing = { conversationId, typing: true }
    const told = new Map<AgentClient, unknown[]>()
    for (const client of [rina, away]) {
      told.set(client, [])
      client.socket.on('typing', (body) => told.get(client)?.push(body))
      const viewing = { conversationId, viewing: true }
      await client.ask('viewing:set', viewing)
    }
    await rina.ask('typing:set', typing)
    const [body] = await until(() => (told.get(away)?.[0] ? told.get(away) : undefined))
    expect(body).toMatchObject({ ...typing, who: { kind: 'agent', id: world.ids.rina } })
    await rina.ask('viewing:set', { conversationId, viewing: false })
    expect(told.get(rina)).toEqual([])
  })
})
