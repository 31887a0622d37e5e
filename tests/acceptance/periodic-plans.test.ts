import { FRAME_BYTES_MAX } from '@baton/protocol/changes.ts'
import { SqliteAdapter, sql, type CompiledQuery, type Kysely } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aMessage } from '../../db/testing/builders.ts'
import { freeAllTurns } from '../../server/ai/turns/owed-turns.ts'
import { pullUrgent } from '../../server/pull/pull-changes.ts'
import { createTeamLog } from '../../server/changes/team-log.ts'
import { randomIds } from '../../server/ground/clock.ts'
import { upkeep } from '../../server/conversations/upkeep.ts'
import type { Database } from '../../server/database/schema.ts'
import { searchConversations, withConversations } from '../../server/search/search-conversations.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, type World } from './support/world.ts'

// What is done every few seconds must not cost more the more conversations there are.

describe.each(ENGINES)('what is done again and again on %s', (engine) => {
  let world: World
  let db: Kysely<Database>

  beforeEach(async () => {
    world = await startWorld(engine)
    db = world.server.database.db
    const settings = { ownerLeft: 'to-waiting', ownerLeftAfterMs: 1_000, backToAiAfterMs: 1_000 }
    await db
      .updateTable('teams')
      .set({ settings: JSON.stringify(settings) })
      .execute()
  }, 30_000)
  afterEach(() => world.end())

  /** The statements that `work` runs, with how the database goes about each. */
  async function plansOf(work: (db: Kysely<Database>) => Promise<unknown>): Promise<string[]> {
    const asked: CompiledQuery[] = []
    const watched = db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: ({ result }) => Promise.resolve(result),
    })
    const executor = watched.getExecutor()
    const compile = executor.compileQuery.bind(executor)
    executor.compileQuery = (node, id) => {
      const query = compile(node, id)
      asked.push(query)
      return query
    }
    await work(watched)
    const plans: string[] = []
    for (const { sql: text, parameters } of asked) {
      if (!text.includes('"conversations"')) continue
      plans.push(`${text}\n${await planOf(text, parameters)}`)
    }
    return plans
  }

  async function planOf(text: string, parameters: readonly unknown[]): Promise<string> {
    const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
    const explain = isSqlite ? 'explain query plan ' : 'explain '
    return db.connection().execute(async (one) => {
      // A table of one page is read whole whatever indexes there are.
      if (!isSqlite) await sql`set enable_seqscan = off`.execute(one)
      const { rows } = await one.executeQuery<object>({
        ...sql``.compile(one),
        sql: explain + text,
        parameters,
      })
      if (!isSqlite) await sql`reset enable_seqscan`.execute(one)
      return rows.map((row) => Object.values(row).join(' ')).join('\n')
    })
  }

  test.each<[string, (watched: Kysely<Database>) => Promise<unknown>]>([
    [
      'upkeep',
      (watched) => {
        const log = createTeamLog({ db: watched, clock: Date.now, ids: randomIds })
        return upkeep({
          db: watched,
          log,
          clock: Date.now,
          ids: randomIds,
          onFault: () => undefined,
        })
      },
    ],
    ['freeing the turns of a process that is gone', freeAllTurns],
  ])('%s reads no conversation that it is not about', async (_what, work) => {
    const plans = await plansOf(work)
    expect(plans.length).toBeGreaterThan(0)
    for (const plan of plans)
      expect(plan).not.toMatch(/SCAN conversations(?! USING)|Seq Scan on conversations/)
  })

  test('what is looked for by ids is read by them, not by its team', async () => {
    const actor = { id: world.ids.rina, name: 'Rina', role: 'agent', teamId: world.teamId } as const
    const ids = Array.from({ length: 30 }, () => newId())
    const messages = ids.map((id) => ({ ...aMessage(1), conversationId: id }))
    const plans = await plansOf(async (watched) => {
      await withConversations(watched, actor, { messages, more: false })
      const { slowReads } = world.server.database
      await searchConversations({ db: watched, slowReads }, actor, {
        query: ids[0] ?? '',
        limit: 5,
      })
      const log = createTeamLog({ db: watched, clock: Date.now, ids: randomIds })
      const onFault = (error: unknown) => {
        throw error
      }
      await pullUrgent({ db: watched, log, onFault }, actor, {
        ...{ known: ids, after: 0, place: null, bytes: FRAME_BYTES_MAX },
      })
    })
    const byIds = plans.filter((plan) => /"(id|personId)" (in|=) /.test(plan))
    expect(byIds.length).toBeGreaterThanOrEqual(3)
    // PostgreSQL knows how many there are, and chooses by that.
    const ofTheTeam =
      /SEARCH conversations USING INDEX conversations_(rev|open|older|waiting)|Seq Scan on conversations/
    expect(byIds.filter((plan) => ofTheTeam.test(plan))).toEqual([])
  })
})
