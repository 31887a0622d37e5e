import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepActs } from '../../server/audit/keep-acts.ts'
import { createTeamLog } from '../../server/changes/team-log.ts'
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
})
