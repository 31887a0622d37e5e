import { afterEach, describe, expect, test, vi } from 'vitest'
import { createTeamLog, type TeamLog } from '../../server/changes/team-log.ts'
import { upkeep } from '../../server/conversations/upkeep.ts'
import { randomIds as ids } from '../../server/ground/clock.ts'
import { ENGINES } from './support/databases.ts'
import { startWorld, until, type World } from './support/world.ts'

const MINUTE = 60_000

describe.each(ENGINES)('what happens by itself on %s', (engine) => {
  let world: World
  afterEach(() => world.end())

  test('happens to one conversation though it fails for another, and the failure is thrown', async () => {
    world = await startWorld(engine, { timing: { upkeep: 1_000_000 } })
    const { db } = world.server.database
    const dimas = await world.agent('dimas')
    await dimas.ask('team:change', { backToAiAfterMs: MINUTE })
    for (const customer of [await world.customer(), await world.customer()]) {
      await customer.says('Hello')
      await until(() => customer.messages.find(({ author }) => author.kind === 'ai'))
      await customer.ask('human:ask', {})
    }
    const waiting = () =>
      db.selectFrom('conversations').select('id').where('state', '=', 'waiting').execute()
    expect(await waiting()).toHaveLength(2)

    const clock = () => Date.now() + 2 * MINUTE
    const real = createTeamLog({ db, clock, ids })
    const failed = new Error('It cannot be stored.')
    let failures = 1
    const log: TeamLog = {
      ...real,
      write: (teamId, work, by) =>
        failures-- > 0 ? Promise.reject(failed) : real.write(teamId, work, by),
    }
    const onFault = vi.fn()
    await expect(upkeep({ db, log, clock, ids, onFault })).rejects.toBe(failed)
    expect(onFault).not.toHaveBeenCalled()
    expect(await waiting()).toHaveLength(1)
    await upkeep({ db, log, clock, ids, onFault })
    expect(await waiting()).toHaveLength(0)
  }, 60_000)
})
