import { everyTeam } from '../../server/ai/reply-maker.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { startServerProcess, type ServerProcess } from '../../scripts/server-process.ts'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/edge/config.ts'
import { openDatabase } from '../../server/database/open.ts'
import type { Services } from '../../server/services.ts'
import { PASSWORD } from '../support/made-team.ts'
import { QUICK_PASSWORDS } from '../support/quick-passwords.ts'
import { failureOf } from './support/clients.ts'
import { createDatabase } from './support/databases.ts'
import { scriptedMaker } from './support/scripted-maker.ts'
import { pullAll, startWorld, until, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

// Several processes on one PostgreSQL: servers that start at once, and operators' commands beside a server.

const open: ServerProcess[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()))
})

/** Does something in another process's place: with a pool, a log and a lease of its own. */
async function beside(world: World, work: (services: Services) => Promise<unknown>): Promise<void> {
  const { address, files } = world.server
  const settings = { BATON_DATABASE: address, BATON_FILES: files, BATON_SECRET: 'x'.repeat(32) }
  const database = openDatabase(address)
  const config = readConfig({ ...settings, BATON_PORT: '0' })
  const app = await createApp({
    ...{ config, database, makerFor: everyTeam(scriptedMaker()), passwords: QUICK_PASSWORDS },
  })
  await work(app.services)
  await app.close()
  await database.close()
}

const nina = {
  name: 'Nina',
  email: 'nina@nusa.example',
  password: PASSWORD,
  role: 'agent',
} as const

describe('processes that share a PostgreSQL', () => {
  test('two servers that start at once on an empty database both start', async () => {
    for (let round = 0; round < 3; round++) {
      const database = await createDatabase('postgres')
      const env = {
        ...{ BATON_PORT: '0', BATON_DATABASE: database.address, BATON_FILES: database.files },
        ...{ BATON_SECRET: 'x'.repeat(32), BATON_LOG_LEVEL: 'fatal' },
      }
      open.push(...(await Promise.all([startServerProcess(env), startServerProcess(env)])))
      await Promise.all(open.splice(0).map((server) => server.stop()))
      await database.remove()
    }
  }, 90_000)

  test('what one writes is told by the others, on the same timeline, and no cursor is lost', async () => {
    const world = await startWorld('postgres')
    const rina = await world.agent('rina')
    const before = await pullAll(rina)
    const heard: string[] = []
    rina.socket.on('heartbeat', ({ timeline }) => heard.push(timeline))
    await beside(world, ({ teams }) => teams.addAgent(world.teamId, nina))
    await until(() => heard.at(-1))
    await expect
      .poll(async () => {
        const { rows } = await pullAll(rina, { timeline: before.timeline, after: before.rev })
        return rows.flatMap((row) => (row.kind === 'agent' ? [row.value.name] : []))
      })
      .toContain('Nina')
    expect(new Set(heard)).toEqual(new Set([before.timeline]))
    // What is written here next follows what was written there.
    const customer = await world.customer()
    await customer.says('Hello')
    await until(() => rina.changes.find(({ rows }) => rows.some(({ kind }) => kind === 'message')))
    expect(new Set(rina.changes.map(({ timeline }) => timeline))).toEqual(
      new Set([before.timeline]),
    )
    await world.end()
  })

  test("what another process did to a customer's conversation is heard by the customer", async () => {
    const world = await startWorld('postgres')
    const customer = await world.customer()
    await customer.says('Hello')
    await customer.ask('human:ask', {})
    const { db } = world.server.database
    const { id, epoch } = await db
      .selectFrom('conversations')
      .select(['id', 'epoch'])
      .executeTakeFirstOrThrow()
    const rina = await world.agent('rina')
    await rina.takeOver({ id, epoch })
    const greeted: string[] = []
    customer.socket.on('hello', ({ view }) => greeted.push(view.state))
    await beside(world, ({ teams }) => teams.removeAgent(world.teamId, world.ids.rina))
    await until(() => greeted.find((state) => state === 'waiting'))
    await world.end()
  })

  test('after the last of them has ended, the next one begins a new timeline', async () => {
    const world = await startWorld('postgres')
    const rina = await world.agent('rina')
    const { timeline, rev } = await pullAll(rina)
    await world.server.restart()
    const back = await world.agent('rina')
    expect(back.hello.timeline).not.toBe(timeline)
    await pullAll(back, { timeline, after: rev })
    await world.end()
  })

  test('a database that goes back to a backup under a running server is noticed', async () => {
    const world = await startWorld('postgres')
    const rina = await world.agent('rina')
    const { timeline, rev } = await pullAll(rina)
    const { db } = world.server.database
    await db
      .updateTable('teams')
      .set({ rev: rev - 2 })
      .execute()
    const stale = { timeline, after: rev, horizon: 0, limit: 100 }
    await expect
      .poll(async () => {
        const answer = await rina.socket.emitWithAck('changes:pull', stale)
        return answer.ok ? 'known' : failureOf(answer).code
      })
      .toBe('cursor-unknown')
    // Also once as much was written anew as was lost.
    const customer = await world.customer()
    for (let n = 0; n < 3; n++) {
      await customer.says('Hello')
    }
    expect((await refusalOf(rina.ask('changes:pull', stale))).code).toBe('cursor-unknown')
    await world.end()
  })
})
