import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ChangeTeam } from '@baton/protocol/team-settings.ts'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AgentClient, CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'

const MINUTE = 60_000
const TAKEN = 'Human agent (Rina) has taken over this conversation'

describe.each(ENGINES)('a transfer to Sari that she does not accept on %s', (engine) => {
  let world: World
  let rina: AgentClient
  let dimas: AgentClient
  let customer: CustomerClient
  let ahead: number

  beforeEach(async () => {
    ahead = 0
    world = await startWorld(engine, { clock: () => Date.now() + ahead })
    rina = await world.agent('rina')
    dimas = await world.agent('dimas')
    customer = await world.customer()
  })
  afterEach(() => world.end())

  const set = async (change: ChangeTeam) => {
    await dimas.ask('team:change', change)
  }
  const say = async (text: string) => {
    await customer.says(text)
  }
  const heard = () =>
    customer.messages.flatMap(({ author, text }) => (author.kind === 'system' ? [text] : []))
  const isBack = ({ ownerId, transfer }: Conversation) =>
    ownerId === world.ids.rina && transfer !== null

  async function given(): Promise<Conversation> {
    await say('My cup came broken.')
    const { id, epoch } = await untilConversation(dimas, ({ lastSeq }) => lastSeq === 2)
    const take = { id: newId(), conversationId: id, epoch }
    const taken = await rina.ask('conversation:take-over', take)
    const to = { toAgentId: world.ids.sari, note: 'It is about a refund.' }
    const asked = { id: newId(), conversationId: id, epoch: taken.conversation.epoch, ...to }
    return (await rina.ask('conversation:transfer', asked)).conversation
  }
  /** Still hers after the server has looked for what is due, as somebody else can tell. */
  async function isStillSaris(): Promise<void> {
    await say('Are you there?')
    const now = await untilConversation(dimas, ({ customerCount }) => customerCount === 2)
    expect(now).toMatchObject({ state: 'human', ownerId: world.ids.sari })
  }

  test('comes back to Rina after five minutes, who is told, and the customer hears nothing', async () => {
    const { epoch } = await given()
    ahead = 4 * MINUTE
    await isStillSaris()
    ahead = 6 * MINUTE
    const back = await untilConversation(rina, isBack)
    expect(back).toMatchObject({
      ...{ state: 'human', epoch: epoch + 1 },
      transfer: {
        ...{ kind: 'declined', by: { id: world.ids.sari, name: 'Sari' }, note: null },
        unanswered: true,
      },
    })
    const asked = { conversationId: back.id, before: 1_000, limit: 200 }
    const { messages } = await rina.ask('history:page', asked)
    expect(messages.at(-1)).toMatchObject({
      ...{ visibility: 'team', author: { kind: 'system' } },
      text: 'Sari did not accept this conversation: it is back with Rina',
    })
    expect(heard()).toEqual([TAKEN])
    // It is answered by nobody else's clock: hers it stays.
    ahead = 20 * MINUTE
    await say('Hello?')
    const later = await untilConversation(dimas, ({ customerCount }) => customerCount === 3)
    expect(later).toMatchObject({ ownerId: world.ids.rina, epoch: epoch + 1 })
  })

  test('waits for anybody when Rina has gone as well, and the customer is told', async () => {
    await given()
    rina.socket.disconnect()
    await until(() =>
      dimas.changes
        .flatMap(({ rows }) => rows)
        .filter((row) => row.kind === 'agent' && row.value.id === world.ids.rina)
        .at(-1),
    )
    ahead = 6 * MINUTE
    const waiting = await untilConversation(dimas, ({ state }) => state === 'waiting')
    expect(waiting).toMatchObject({
      ...{ ownerId: null, transfer: null },
      handoff: { reason: 'owner-left', summary: 'My cup came broken.' },
    })
    const left = 'Human agent (Rina) had to leave. A colleague will join you here shortly.'
    await until(() => heard().find((text) => text === left))
    expect(heard()).toEqual([TAKEN, left])
  })

  test('stays with her where the team has set that', async () => {
    await set({ transferBackAfterMs: null })
    await given()
    ahead = 24 * 60 * MINUTE
    await isStillSaris()
  })

  test('comes back sooner where the team has set that, whatever it has set of who is offline', async () => {
    const offline = { ownerLeft: 'to-waiting', ownerLeftAfterMs: 1_000 } as const
    await set({ transferBackAfterMs: 2 * MINUTE, ...offline })
    await given()
    ahead = MINUTE
    await isStillSaris()
    ahead = 3 * MINUTE
    await untilConversation(rina, isBack)
  })

  test('comes back to Rina when Sari is taken out of the team', async () => {
    await given()
    await world.server.app.services.teams.removeAgent(world.teamId, world.ids.sari)
    await untilConversation(rina, isBack)
    expect(heard()).toEqual([TAKEN])
  })

  test('once accepted it is hers for good', async () => {
    const { id: conversationId, epoch } = await given()
    const sari = await world.agent('sari')
    await sari.accept({ id: conversationId, epoch })
    ahead = 60 * MINUTE
    await isStillSaris()
  })
})
