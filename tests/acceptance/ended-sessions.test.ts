import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { PASSWORD } from '../support/made-team.ts'
import { connectAgent, signIn } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { fetchFile, png, sendFile, uploaded } from './support/files.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

const DAY = 24 * 60 * 60 * 1_000

/** Who the server says a token belongs to, over HTTP. */
async function sessionOf({ server }: World, token: string): Promise<unknown> {
  const response = await fetch(`${server.url}/api/auth/get-session`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return response.json()
}

function setExpiry({ server }: World, at: number) {
  const { db, engine } = server.database
  const date = new Date(at)
  return db
    .$extendTables<{ session: { expiresAt: string | Date } }>()
    .updateTable('session')
    .set({ expiresAt: engine === 'sqlite' ? date.toISOString() : date })
    .execute()
}

describe.each(ENGINES)('the end of a session on %s', (engine) => {
  test('an agent taken out of the team is out on the spot, and their token opens nothing', async () => {
    const world = await startWorld(engine)
    const rina = await world.agent('rina')
    expect(await sessionOf(world, rina.token)).toMatchObject({ user: { id: world.ids.rina } })
    const told = new Promise((resolve) => rina.socket.once('signed-out', resolve))
    await world.server.app.services.teams.removeAgent(world.teamId, world.ids.rina)
    expect(await told).toEqual({ code: 'forbidden' })
    await until(() => (rina.socket.disconnected ? true : undefined))
    await expect(connectAgent(world.server.url, rina.token)).rejects.toMatchObject({
      data: { code: 'forbidden' },
    })
    await world.end()
  })

  test('an agent taken out while away is told so at the door, and no way in opens for them', async () => {
    const world = await startWorld(engine)
    const { url } = world.server
    const rina = await world.agent('rina')
    const { token } = rina
    const asker = { url, token }
    const mine = await uploaded(asker, 'a.png', png())
    rina.socket.disconnect()
    await world.server.app.services.teams.removeAgent(world.teamId, world.ids.rina)
    const out = { code: 'forbidden' }
    await expect(connectAgent(url, token)).rejects.toMatchObject({ data: out })
    expect(await sessionOf(world, token)).toEqual(out)
    expect(await fetchFile(asker, mine.id)).toMatchObject({ status: 403, body: out })
    const file = { id: newId(), name: 'b.png', bytes: png() }
    expect(await sendFile(asker, file)).toMatchObject({ status: 403, body: out })
    const again = await signIn(url, 'rina@nusa.example', PASSWORD)
    await expect(connectAgent(url, again.token ?? '')).rejects.toMatchObject({ data: out })
    await world.end()
  })

  test('who is taken into the team again signs in anew: what was out stays out', async () => {
    const world = await startWorld(engine)
    const { url } = world.server
    const { teams } = world.server.app.services
    const { token } = await world.agent('rina')
    await teams.removeAgent(world.teamId, world.ids.rina)
    const rina = { name: 'Rina', email: 'rina@nusa.example', role: 'agent' } as const
    await teams.addAgent(world.teamId, { ...rina, password: 'another horse battery' })
    await expect(connectAgent(url, token)).rejects.toMatchObject({ data: { code: 'signed-out' } })
    const anew = await signIn(url, rina.email, 'another horse battery')
    const back = await connectAgent(url, anew.token ?? '')
    expect(back.hello.agent.id).toBe(world.ids.rina)
    back.socket.disconnect()
    await world.end()
  })

  test('what they held waits for a human again, under a new epoch, and the customer is told', async () => {
    const world = await startWorld(engine)
    const [rina, sari] = [await world.agent('rina'), await world.agent('sari')]
    const customer = await world.customer()
    await customer.says('Hello')
    const { id: conversationId, epoch } = await untilConversation(rina, (told) => told.lastSeq > 1)
    const { conversation: held } = await rina.ask('conversation:take-over', {
      ...{ id: newId(), conversationId, epoch },
    })
    const views: unknown[] = []
    customer.socket.on('view:changed', (view) => views.push(view))
    await world.server.app.services.teams.removeAgent(world.teamId, world.ids.rina)
    const waiting = await untilConversation(sari, ({ state }) => state === 'waiting')
    expect(waiting).toMatchObject({ ownerId: null, epoch: held.epoch + 1 })
    expect(waiting.waitingSince).toBeGreaterThan(0)
    await until(() => views.at(-1))
    expect(views.at(-1)).toEqual({ state: 'waiting', agentName: null })
    // Who saw it before the colleague left acts on what has passed; who sees it now takes it.
    const take = { id: newId(), conversationId }
    const late = { ...take, epoch: held.epoch }
    expect((await refusalOf(sari.ask('conversation:take-over', late))).code).toBe('stale-epoch')
    const now = { ...take, epoch: waiting.epoch }
    expect(await sari.ask('conversation:take-over', now)).toMatchObject({
      conversation: { ownerId: world.ids.sari, state: 'human' },
    })
    await world.end()
  })

  test('a move that waits while its agent is taken out comes from nobody', async () => {
    const world = await startWorld(engine)
    const rina = await world.agent('rina')
    const customer = await world.customer()
    await customer.says('Hello')
    const { id: conversationId, epoch } = await untilConversation(rina, (told) => told.lastSeq > 1)
    const { db } = world.server.database
    const { teams } = world.server.app.services
    const removed = teams.removeAgent(world.teamId, world.ids.rina)
    const asked = { id: newId(), conversationId, epoch }
    await Promise.race([
      rina.socket.emitWithAck('conversation:take-over', asked),
      new Promise((resolve) => rina.socket.once('disconnect', resolve)),
    ])
    await removed
    const row = await db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow()
    expect(row.ownerId).toBeNull()
    await world.end()
  })

  test('a session that reaches its end while connected is closed; one that was renewed is not', async () => {
    let ahead = 0
    const world = await startWorld(engine, { clock: () => Date.now() + ahead })
    const rina = await world.agent('rina')
    await setExpiry(world, Date.now() + 40 * DAY)
    ahead = 31 * DAY
    // Looked at, and found to last longer than was known.
    await rina.ask('presence:set', { presence: 'away' })
    expect(rina.socket.connected).toBe(true)
    const told = new Promise((resolve) => rina.socket.once('signed-out', resolve))
    await setExpiry(world, Date.now() - DAY)
    ahead = 80 * DAY
    expect(await told).toEqual({ code: 'signed-out' })
    await until(() => (rina.socket.disconnected ? true : undefined))
    await expect(connectAgent(world.server.url, rina.token)).rejects.toMatchObject({
      data: { code: 'signed-out' },
    })
    await world.end()
  })
})
