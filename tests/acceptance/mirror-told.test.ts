import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apiError } from '../../server/integrations/v1/api-error.ts'
import { conversationState, messageResults } from '../../server/integrations/v1/api-schemas.ts'
import { integrate, type ApiClient } from './support/api-client.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, untilConversation, type World } from './support/world.ts'

describe.each(ENGINES)('what agents are told of a mirrored conversation on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let bot: ApiClient
  beforeEach(async () => {
    world = await startWorld(engine, { timing: { undo: 0 } })
    rina = await world.agent('rina')
    bot = await integrate(await world.agent('dimas'), world.server)
    await bot.ask('PUT', '/conversations/r1', { customer: { id: 'ana-1', name: 'Ana' } })
  })
  afterEach(() => world.end())

  const state = async () =>
    v.parse(conversationState, (await bot.ask('GET', '/conversations/r1')).body)
  const post = async (...messages: object[]) => {
    const { body } = await bot.ask('POST', '/conversations/r1/messages', { messages })
    return v.parse(messageResults, body).results
  }
  const says = (id: string, epoch: number, text: string, more: object) => ({
    id,
    from: 'ai',
    text,
    epoch,
    ...more,
  })
  const takenOver = async () => {
    const { conversation_id: id, epoch } = await state()
    return rina.takeOver({ id, epoch })
  }

  test('how sure the bot is, from what it answered, and who carries the conversation', async () => {
    const sources = [{ title: 'Returns', url: 'https://shop.example/returns' }, { title: 'Guide' }]
    await post(says('m1', 0, 'Within 30 days.', { confidence: 0.8, sources }))
    const { rows } = await pullAll(rina)
    const said = rows.flatMap((row) => (row.kind === 'message' ? [row.value] : []))
    expect(said).toMatchObject([{ text: 'Within 30 days.', confidence: 0.8, sources }])
    const [conversation] = rows.flatMap((row) => (row.kind === 'conversation' ? [row.value] : []))
    expect(conversation).toMatchObject({ channelId: bot.id, botId: bot.id })
    const wrong = [
      { confidence: 1.1 },
      { sources: [{ title: 'x', url: 'javascript:alert(1)' }] },
      { sources: [{ title: 'x', url: 'data:text/html,x' }] },
      { sources: [{ title: '' }] },
      { sources: Array.from({ length: 11 }, () => ({ title: 'x' })) },
    ]
    for (const more of wrong) {
      const { body } = await bot.ask('POST', '/conversations/r1/messages', says('m2', 0, 'x', more))
      expect(v.parse(apiError, body).code).toBe('invalid')
    }
  })

  test('why a human is wanted, in the bot’s words, and the nearest reason that older panels know', async () => {
    const card = {
      reason: 'upset',
      reason_text: 'Third complaint',
      summary: 'Cup',
      urgency: 'high',
    }
    await bot.ask('POST', '/conversations/r1/handoff', { id: 'h1', card })
    const { handoff } = await untilConversation(rina, (row) => row.state === 'waiting')
    const why = { reason: 'unsure', cause: 'upset', reasonText: 'Third complaint' }
    expect(handoff).toEqual({ ...why, summary: 'Cup', tried: [], urgency: 'high' })
  })

  test('what reached the customer all the same, stored and marked', async () => {
    await takenOver()
    expect(await post(says('m1', 0, 'Too late', { shown: true }))).toMatchObject([
      { id: 'm1', status: 'stored' },
    ])
    const { db } = world.server.database
    const marks = await db.selectFrom('mirroredWrites').select(['externalId', 'shown']).execute()
    expect(marks).toEqual([{ externalId: 'm1', shown: 1 }])
    const rows = (await pullAll(rina)).rows
    const late = rows.flatMap((row) =>
      row.kind === 'message' && row.value.shown ? [row.value] : [],
    )
    expect(late).toMatchObject([{ text: 'Too late', author: { kind: 'ai' } }])
    expect((await state()).state).toBe('human')
  })
})
