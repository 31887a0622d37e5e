import { sql, type CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { postgresReader } from '../../server/database/postgres-reader.ts'
import { createSlowReads, type SlowReads } from '../../server/database/slow-reads.ts'
import { sqliteReader } from '../../server/database/sqlite-reader.ts'
import { Refused } from '../../server/ground/refused.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, type World } from './support/world.ts'

/** More than any of these takes, however busy the machine. */
const LONG_MS = 60_000

describe.each(ENGINES)('a search that takes its time on %s', (engine) => {
  let world: World
  const open: SlowReads[] = []

  beforeAll(async () => {
    world = await startWorld(engine)
  }, 30_000)
  afterAll(async () => {
    await Promise.all(open.map((reads) => reads.end()))
    await world.end()
  }, 90_000)

  function slowReads(patienceMs: number): SlowReads {
    const { address, database } = world.server
    const reader = engine === 'sqlite' ? sqliteReader(address) : postgresReader(database.db)
    const reads = createSlowReads(reader, patienceMs)
    open.push(reads)
    return reads
  }
  const rina = { id: 'rina', teamId: 'one' }
  const sari = { id: 'sari', teamId: 'one' }
  const compile = (text: string): CompiledQuery<{ n: number }> =>
    sql<{ n: number }>`${sql.raw(text)}`.compile(world.server.database.db)
  const slow = () =>
    compile(
      engine === 'sqlite'
        ? 'with recursive "c"("n") as (select 1 union all select "n" + 1 from "c" where "n" < 6000000) select 1 as "n" from "c" limit 1 offset 5999999'
        : 'select 1 as "n" from pg_sleep(1.5)',
    )
  const short = () => compile('select 1 as "n"')

  test("holds up neither others' requests nor their searches", async () => {
    const reads = slowReads(LONG_MS)
    const agent = await world.agent('sari')
    const order: string[] = []
    const taking = reads.read(rina, slow()).then((rows) => order.push(`slow: ${rows.length}`))
    const page = { timeline: null, after: 0, horizon: 0, limit: 10 }
    await agent.ask('changes:pull', page)
    order.push('a request')
    expect(await reads.read(sari, short())).toEqual([{ n: 1 }])
    order.push('a search')
    await taking
    expect(order).toEqual(['a request', 'a search', 'slow: 1'])
  }, 90_000)

  test('is given up in the end, which is not the same as finding nothing', async () => {
    const refused = slowReads(50).read(rina, slow())
    await expect(refused).rejects.toBeInstanceOf(Refused)
    await expect(refused).rejects.toMatchObject({ failure: { code: 'overloaded' } })
  }, 90_000)

  test('of many at once by one person the last is answered, and what was replaced says so', async () => {
    const reads = slowReads(LONG_MS)
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, () => reads.read(rina, short())),
    )
    expect(settled.at(-1)).toMatchObject({ status: 'fulfilled', value: [{ n: 1 }] })
    for (const one of settled) {
      if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Refused)
      else expect(one.value).toEqual([{ n: 1 }])
    }
  }, 90_000)

  test('that fails says why, and leaves its place to the next', async () => {
    const reads = slowReads(LONG_MS)
    for (let n = 0; n < 5; n++) {
      const failing = reads.read(rina, compile('select * from "nothing like it"'))
      await expect(failing).rejects.toThrow(/nothing like it/)
    }
    expect(await reads.read(rina, short())).toEqual([{ n: 1 }])
  }, 90_000)

  test('cannot write', async () => {
    const writing = slowReads(LONG_MS).read(rina, compile('delete from "teams"'))
    await expect(writing).rejects.toThrow(/readonly|read-only/)
  }, 90_000)
})
