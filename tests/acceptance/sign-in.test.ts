import { scryptSync } from 'node:crypto'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { io } from 'socket.io-client'
import { describe, expect, test } from 'vitest'
import { PASSWORD } from '../support/made-team.ts'
import { connectAgent, signIn } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until } from './support/world.ts'

describe.each(ENGINES)('signing in on %s', (engine) => {
  test('the right password gives a token, a wrong one does not', async () => {
    const world = await startWorld(engine)
    const right = await signIn(world.server.url, 'rina@nusa.example', PASSWORD)
    expect(right.status).toBe(200)
    expect(right.token).not.toBeNull()
    const wrong = await signIn(world.server.url, 'rina@nusa.example', 'not this one')
    expect(wrong).toEqual({ status: 401, token: null })
    await world.end()
  })

  test('passwords are kept by scrypt, at a cost that who guesses them feels', async () => {
    const world = await startWorld(engine, { passwords: null })
    const { url, database } = world.server
    const { password: kept } = await database.db
      .$extendTables<{ account: { password: string } }>()
      .selectFrom('account')
      .select('password')
      .executeTakeFirstOrThrow()
    const [salt = '', key] = kept.split(':')
    const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 }
    expect(scryptSync(PASSWORD, salt, 64, cost).toString('hex')).toBe(key)
    expect((await signIn(url, 'rina@nusa.example', PASSWORD)).status).toBe(200)
    expect((await signIn(url, 'rina@nusa.example', 'not this one')).status).toBe(401)
    await world.end()
  })

  test('nobody can sign up', async () => {
    const world = await startWorld(engine)
    const response = await fetch(`${world.server.url}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Eve', email: 'eve@nusa.example', password: PASSWORD }),
    })
    expect(response.status).toBe(404)
    await world.end()
  })

  test('a token that has expired, or was never given, connects nobody', async () => {
    const world = await startWorld(engine)
    const { url, database } = world.server
    await expect(connectAgent(url, 'made up')).rejects.toMatchObject({
      data: { code: 'signed-out' },
    })
    const { token } = await signIn(url, 'rina@nusa.example', PASSWORD)
    const past = database.engine === 'sqlite' ? '2020-01-01T00:00:00.000Z' : new Date(0)
    await database.db
      .$extendTables<{ session: { expiresAt: string | Date } }>()
      .updateTable('session')
      .set({ expiresAt: past })
      .execute()
    await expect(connectAgent(url, token ?? '')).rejects.toMatchObject({
      data: { code: 'signed-out' },
    })
    await world.end()
  })

  test('signing out closes the connection and ends the token', async () => {
    const world = await startWorld(engine)
    const { url } = world.server
    const rina = await world.agent('rina')
    const told = new Promise((resolve) => rina.socket.once('signed-out', resolve))
    await fetch(`${url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { authorization: `Bearer ${rina.token}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(await told).toEqual({ code: 'signed-out' })
    await until(() => (rina.socket.disconnected ? true : undefined))
    await expect(connectAgent(url, rina.token)).rejects.toMatchObject({
      data: { code: 'signed-out' },
    })
    await world.end()
  })

  test('an agent who is taken out of the team is disconnected and cannot come back', async () => {
    const world = await startWorld(engine)
    const rina = await world.agent('rina')
    const gone = new Promise((resolve) => rina.socket.once('disconnect', resolve))
    await world.server.app.services.teams.removeAgent(world.teamId, world.ids.rina)
    await gone
    await expect(connectAgent(world.server.url, rina.token)).rejects.toMatchObject({
      data: { code: 'forbidden' },
    })
    await world.end()
  })

  test('another protocol version is told so', async () => {
    const world = await startWorld(engine)
    const rina = await world.agent('rina')
    const socket = io(`${world.server.url}/agent`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { token: rina.token, protocol: 0 },
    })
    const refusal = await new Promise((resolve) => socket.once('connect_error', resolve))
    expect(refusal).toMatchObject({
      data: { code: 'protocol-mismatch', protocol: PROTOCOL_VERSION },
    })
    await world.end()
  })

  test('a client of the next version that still speaks this one is let in', async () => {
    const world = await startWorld(engine)
    const rina = await world.agent('rina')
    const socket = io(`${world.server.url}/agent`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { token: rina.token, protocol: PROTOCOL_VERSION + 1, oldest: PROTOCOL_VERSION },
    })
    const greeting = await new Promise((resolve, reject) => {
      socket.once('hello', resolve)
      socket.once('connect_error', reject)
    })
    expect(greeting).toMatchObject({ agent: { name: 'Rina' } })
    socket.close()
    await world.end()
  })

  test('presence follows the connection and the choice', async () => {
    const world = await startWorld(engine)
    const sari = await world.agent('sari')
    const presences = () =>
      sari.changes.flatMap(({ rows }) =>
        rows.flatMap((row) =>
          row.kind === 'agent' && row.value.id === world.ids.rina ? [row.value.presence] : [],
        ),
      )
    const rina = await world.agent('rina')
    await until(() => (presences().at(-1) === 'available' ? true : undefined))
    await rina.ask('presence:set', { presence: 'away' })
    await until(() => (presences().at(-1) === 'away' ? true : undefined))
    rina.socket.disconnect()
    await until(() => (presences().at(-1) === 'offline' ? true : undefined))
    await world.agent('rina')
    await until(() => (presences().at(-1) === 'away' ? true : undefined))
    await world.end()
  })

  test('an agent is away while nobody is at any of their machines, and back when somebody is', async () => {
    const world = await startWorld(engine)
    const sari = await world.agent('sari')
    const presences = () =>
      sari.changes.flatMap(({ rows }) =>
        rows.flatMap((row) =>
          row.kind === 'agent' && row.value.id === world.ids.rina ? [row.value.presence] : [],
        ),
      )
    const becomes = (presence: string) => until(() => presences().at(-1) === presence || undefined)
    const office = await world.agent('rina')
    await becomes('available')
    await office.ask('idle:set', { idle: true })
    await becomes('away')
    const home = await world.agent('rina')
    await becomes('available')
    await home.ask('idle:set', { idle: true })
    await becomes('away')
    await office.ask('idle:set', { idle: false })
    await becomes('available')
    // Away by choice stays so, whoever is at the machine.
    await office.ask('presence:set', { presence: 'away' })
    await becomes('away')
    await home.ask('idle:set', { idle: false })
    const before = presences().length
    await office.ask('presence:set', { presence: 'available' })
    await becomes('available')
    expect(presences().slice(before)).toEqual(['available'])
    await world.end()
  })
})
