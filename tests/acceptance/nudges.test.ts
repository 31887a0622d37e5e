import { NUDGE_EVERY_MS } from '@baton/domain/nudge.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AgentClient, CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, untilConversation, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

describe.each(ENGINES)('a conversation of Rina that Sari nudges her about on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let sari: AgentClient
  let customer: CustomerClient
  let held: Conversation
  let ahead: number

  beforeEach(async () => {
    ahead = 0
    world = await startWorld(engine, { clock: () => Date.now() + ahead })
    rina = await world.agent('rina')
    sari = await world.agent('sari')
    customer = await world.customer()
    const said = { id: newId(), text: 'My cup came broken.' }
    await customer.ask('message:send', said)
    const { id, epoch } = await untilConversation(rina, ({ lastSeq }) => lastSeq === 2)
    held = await rina.takeOver({ id, epoch })
  })
  afterEach(() => world.end())

  const asked = (epoch = held.epoch) => ({ id: newId(), conversationId: held.id, epoch })
  const nudge = (by: AgentClient, body = asked()) => by.ask('conversation:nudge', body)
  const notices = async () => {
    const from = { conversationId: held.id, before: 1_000, limit: 200 }
    const { messages } = await sari.ask('history:page', from)
    return messages.filter(({ author }) => author.kind === 'system' && author.event === 'nudged')
  }

  test('names who nudged whom, to the team alone, and moves nothing', async () => {
    const { conversation } = await nudge(sari)
    const { state, ownerId, epoch, lastMessage } = held
    expect(conversation).toMatchObject({ state, ownerId, epoch, lastMessage })
    const told = await untilConversation(rina, ({ nudges }) => nudges !== undefined)
    expect(told.nudges).toMatchObject([
      {
        ...{ by: { id: world.ids.sari, name: 'Sari' }, ownerId: world.ids.rina },
        seq: held.lastSeq + 1,
      },
    ])
    expect(await notices()).toMatchObject([
      {
        author: { kind: 'system', event: 'nudged', about: { name: 'Rina', by: 'Sari' } },
        ...{ text: 'Sari nudged Rina', visibility: 'team', seq: held.lastSeq + 1 },
      },
    ])
    const all = { after: 0, before: null, limit: 200 }
    const { messages } = await customer.ask('messages:pull', all)
    expect(messages.map(({ text }) => text).join()).not.toContain('nudged')
  })

  test('is nudged about once by one request, and again by the same agent only after a while', async () => {
    const first = asked()
    const answer = await nudge(sari, first)
    expect(await nudge(sari, first)).toEqual(answer)
    const refused = await refusalOf(nudge(sari))
    expect(refused.code).toBe('rate-limited')
    expect(refused.retryAfterMs).toBeGreaterThan(NUDGE_EVERY_MS - 60_000)
    // Somebody else has not nudged her yet.
    await nudge(await world.agent('dimas'))
    expect((await refusalOf(nudge(sari))).code).toBe('rate-limited')
    ahead = NUDGE_EVERY_MS + 1
    const { conversation } = await nudge(sari)
    // What keeps nobody from nudging again is kept no longer.
    expect(conversation.nudges?.map(({ by }) => by.name)).toEqual(['Sari'])
    expect((await notices()).map(({ text }) => text)).toEqual([
      ...['Sari nudged Rina', 'Dimas nudged Rina', 'Sari nudged Rina'],
    ])
  })

  test('is nobody else\u2019s to be nudged about: not its owner\u2019s, not the AI\u2019s, not of one who lost it', async () => {
    expect((await refusalOf(nudge(rina))).code).toBe('wrong-state')
    const back = await rina.ask('conversation:hand-over', asked())
    const late = await refusalOf(nudge(sari))
    expect(late).toMatchObject({ code: 'stale-epoch', winner: null })
    const { epoch } = back.conversation
    expect((await refusalOf(nudge(sari, asked(epoch)))).code).toBe('wrong-state')
    expect(await notices()).toEqual([])
  })
})
