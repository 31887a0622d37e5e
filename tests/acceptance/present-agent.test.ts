import { agentRequests } from '@baton/protocol/agent-requests.ts'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { GenericSchema } from 'valibot'
import type { AgentClient } from './support/clients.ts'
import { connectAgent } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { sampleOf } from './support/samples.ts'
import { startWorld, takenOver, until, type World } from './support/world.ts'

// Whoever changed it, and however long a connection has been open: each request counts as its agent is now.

interface Asking {
  emitWithAck(event: string, body: unknown): Promise<unknown>
}

const events = Object.entries(agentRequests).map(([event, schema]: [string, GenericSchema]) => ({
  event,
  schema,
}))

interface End {
  /** What requests are answered from then on. */
  code: 'forbidden' | 'signed-out'
  /** What another process does to an agent, straight in the database; answers how it is undone. */
  make: (world: World, agentId: string) => Promise<() => Promise<unknown>>
}

const ENDS: Record<string, End> = {
  removed: {
    code: 'forbidden',
    make: async ({ server }, id) => {
      const set = (active: number) =>
        server.database.db.updateTable('agents').set({ active }).where('id', '=', id).execute()
      await set(0)
      return () => set(1)
    },
  },
  'signed out': {
    code: 'signed-out',
    make: async ({ server }, id) => {
      const { db } = server.database
      const rows = await db.deleteFrom('session').where('userId', '=', id).returningAll().execute()
      return () => db.insertInto('session').values(rows).execute()
    },
  },
  expired: {
    code: 'signed-out',
    make: async ({ server }, id) => {
      const { db, engine } = server.database
      const set = (at: number) => {
        const expiresAt = engine === 'sqlite' ? new Date(at).toISOString() : new Date(at)
        return db.updateTable('session').set({ expiresAt }).where('userId', '=', id).execute()
      }
      await set(Date.now() - 1_000)
      return () => set(Date.now() + 29 * 24 * 3_600_000)
    },
  },
}

describe.each(ENGINES)('an agent whose session was ended by another process, on %s', (engine) => {
  let world: World
  let known: Record<string, unknown>
  let token: string
  // Nobody looks around meanwhile: the request itself has to find out.
  beforeAll(async () => {
    world = await startWorld(engine, { timing: { sessionCheck: 3_600_000 } })
    const sari = await world.agent('sari')
    const { id, epoch } = await takenOver(sari, await world.customer())
    known = {
      conversationId: id,
      epoch,
      toAgentId: world.ids.sari,
      visibility: 'team',
      scopes: ['write'],
    }
    const rina = await world.agent('rina')
    token = rina.token
    rina.socket.disconnect()
  }, 60_000)
  afterAll(() => world.end())

  describe.each(Object.entries(ENDS))('%s', (_, { code, make }) => {
    test.each(events)('is refused $event, told so, and disconnected', async ({ event, schema }) => {
      const rina = await connectAgent(world.server.url, token)
      // Once their coming has been written: it would find out by itself.
      await rina.ask('presence:set', { presence: 'available' })
      const undo = await make(world, world.ids.rina)
      onTestFinished(async () => {
        await undo()
      })
      const told = new Promise((resolve) => rina.socket.once('signed-out', resolve))
      const asking: Asking = rina.socket
      const body = sampleOf(schema, known)
      const answer = await asking.emitWithAck(event, body).catch(() => 'cut off')
      // The server may be looking whether who has just come is in the team, and cut the line before it answers.
      expect([{ ok: false, error: { code } }, 'cut off']).toContainEqual(answer)
      expect(await told).toEqual({ code })
      await until(() => (rina.socket.disconnected ? true : undefined))
    })
  })
})

describe.each(ENGINES)('roles and sessions on %s', (engine) => {
  test('a demoted admin takes from nobody, the moment another process says so', async () => {
    const world = await startWorld(engine)
    const sari = await world.agent('sari')
    const dimas = await world.agent('dimas')
    const held = await takenOver(sari, await world.customer())
    const { db } = world.server.database
    await db
      .updateTable('agents')
      .set({ role: 'agent' })
      .where('id', '=', world.ids.dimas)
      .execute()
    const take = { id: newId(), conversationId: held.id, epoch: held.epoch }
    expect(await dimas.socket.emitWithAck('conversation:take-over', take)).toMatchObject({
      ok: false,
    })
    expect(await dimas.socket.emitWithAck('team:change', { undoSendMs: 1_000 })).toEqual({
      ok: false,
      error: { code: 'forbidden' },
    })
    await db
      .updateTable('agents')
      .set({ role: 'admin' })
      .where('id', '=', world.ids.dimas)
      .execute()
    await dimas.ask('conversation:take-over', take)
    await world.end()
  })

  test('a connection that asks nothing is closed as well', async () => {
    const world = await startWorld(engine)
    const ends: [AgentClient, string, string][] = [
      [await world.agent('rina'), world.ids.rina, 'removed'],
      [await world.agent('sari'), world.ids.sari, 'signed out'],
    ]
    for (const [client, id, end] of ends) {
      const told = new Promise((resolve) => client.socket.once('signed-out', resolve))
      await ENDS[end]?.make(world, id)
      expect(await told).toEqual({ code: ENDS[end]?.code })
    }
    await world.end()
  })

  test('a session that is used by its connection alone is renewed', async () => {
    const world = await startWorld(engine)
    const rina = await world.agent('rina')
    const { db } = world.server.database
    const soon = new Date(Date.now() + 5 * 24 * 3_600_000)
    await db
      .updateTable('session')
      .set({ expiresAt: engine === 'sqlite' ? soon.toISOString() : soon })
      .execute()
    await expect
      .poll(async () => {
        const { expiresAt } = await db
          .selectFrom('session')
          .select('expiresAt')
          .executeTakeFirstOrThrow()
        return new Date(expiresAt).getTime() > soon.getTime()
      })
      .toBe(true)
    expect(rina.socket.connected).toBe(true)
    await world.end()
  })
})
