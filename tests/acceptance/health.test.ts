import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { ENGINES } from './support/databases.ts'
import { startServer } from './support/server.ts'

const statusOf = async (url: string) => {
  const response = await fetch(`${url}/readyz`)
  return { status: response.status, body: JSON.stringify(await response.json()) }
}

describe.each(ENGINES)('the health of a server on %s', (engine) => {
  test('is told apart: alive, and able to store', async () => {
    const server = await startServer(engine)
    const { url, database } = server
    await expect.poll(() => statusOf(url)).toMatchObject({ status: 200 })
    // Readable, but not writable: as on a full disk.
    await (engine === 'sqlite'
      ? sql`pragma query_only = 1`.execute(database.db)
      : sql`alter table "writeChecks" rename to "elsewhere"`.execute(database.db))
    await expect.poll(() => statusOf(url), { timeout: 10_000 }).toMatchObject({ status: 503 })
    expect((await statusOf(url)).body).toMatch(/"why":"The database .*"/)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    await (engine === 'sqlite'
      ? sql`pragma query_only = 0`.execute(database.db)
      : sql`alter table "elsewhere" rename to "writeChecks"`.execute(database.db))
    await expect.poll(() => statusOf(url), { timeout: 10_000 }).toMatchObject({ status: 200 })
    await server.stop()
  })

  test('the address itself tells an operator that it works', async () => {
    const server = await startServer(engine)
    const front = await fetch(server.url)
    expect(front.headers.get('content-type')).toContain('text/html')
    expect(await front.text()).toContain('Baton is running')
    for (const team of ['nope', '%00', '', "'; drop table teams"]) {
      const chat = await fetch(`${server.url}/chat?team=${team}`)
      expect([team, chat.status]).toEqual([team, 404])
      expect(await chat.text()).toContain('no chat at this address')
    }
    await server.stop()
  })
})
