import { sql, type CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepActs } from '../../server/audit/keep-acts.ts'
import { readAudit } from '../../server/audit/read-audit.ts'
import { createTeamLog } from '../../server/changes/team-log.ts'
import type { SlowReads } from '../../server/database/slow-reads.ts'
import { randomIds } from '../../server/ground/clock.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, type World } from './support/world.ts'

describe.each(ENGINES)('a large audit trail on %s', (engine) => {
  let world: World
  beforeEach(async () => {
    world = await startWorld(engine)
  })
  afterEach(() => world.end())

  test('keeps all of a write that does 6,000 things', async () => {
    const { db } = world.server.database
    const { teamId } = world
    const log = createTeamLog({ db, clock: Date.now, ids: randomIds })
    log.whileWriting((write) => keepActs(randomIds, write))
    await log.write(teamId, (write) => {
      for (let n = 0; n < 6_000; n++) {
        const subject = { kind: 'conversation' as const, id: String(n) }
        write.acts.push({ what: 'conversation:moved', subject })
      }
      return Promise.resolve()
    })
    const kept = await db
      .selectFrom('audit')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('what', '=', 'conversation:moved')
      .executeTakeFirstOrThrow()
    expect(Number(kept.count)).toBe(6_000)
  })

  test("is searched by its indexes, and beside the server's own work", async () => {
    const { db } = world.server.database
    const { teamId } = world
    const plans: string[] = []
    const watched: SlowReads = {
      end: () => Promise.resolve(),
      read: async (_asker, query) => {
        plans.push(await planOf(query))
        // In its own time: a machine that does much else is slow.
        return (await db.executeQuery(query)).rows
      },
    }
    async function planOf({ sql: text, parameters }: CompiledQuery): Promise<string> {
      const explain = engine === 'sqlite' ? 'explain query plan ' : 'explain '
      return db.connection().execute(async (one) => {
        // A table of one page is read whole whatever indexes there are.
        if (engine === 'postgres') await sql`set enable_seqscan = off`.execute(one)
        const { rows } = await one.executeQuery<object>({
          ...sql``.compile(one),
          sql: explain + text,
          parameters,
        })
        if (engine === 'postgres') await sql`reset enable_seqscan`.execute(one)
        return rows.map((row) => Object.values(row).join(' ')).join('\n')
      })
    }
    const onFault = (error: unknown) => {
      throw error
    }
    const deps = { db, slowReads: watched, onFault }
    const asker = { id: 'dimas', teamId }
    const all = { query: '', what: null, from: null, to: null, before: null, limit: 10 }
    const { next } = await readAudit(deps, asker, { ...all, limit: 1 })
    await readAudit(deps, asker, { ...all, before: next })
    await readAudit(deps, asker, { ...all, what: 'member:added' })
    expect((await readAudit(deps, asker, { ...all, query: 'rina' })).entries).not.toEqual([])
    expect((await readAudit(deps, asker, { ...all, query: 'nothing' })).entries).toEqual([])
    expect(plans).toHaveLength(5)
    for (const plan of plans) expect(plan).not.toMatch(/SCAN audit|Seq Scan on audit/)
    const [searched = ''] = plans.slice(-1)
    if (engine === 'sqlite') {
      const used = ['audit_by', 'audit_subject', 'audit_sessionId', 'audit_address']
      for (const index of used) expect(searched).toContain(`INDEX ${index} `)
      expect(plans[2]).toContain('INDEX audit_what ')
    }
  })
})
