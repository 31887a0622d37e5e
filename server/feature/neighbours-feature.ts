import type { TeamLog } from '../changes/team-log.ts'
import type { OpenDatabase } from '../database/open.ts'
import type { Timing } from '../ground/timing.ts'
import type { Feature } from './feature.ts'

interface Deps {
  database: OpenDatabase
  log: TeamLog
  timing: Timing
  /** Called when this process must stop, with the reason in a sentence. */
  onMustStop?: (why: string) => void
}

/** Shares one database with other processes: holds a lease on it, and notices what they write. */
export function neighboursFeature({ database, log, timing, onMustStop }: Deps) {
  async function look(): Promise<void> {
    await database.lease.keep()
    const problem = database.lease.problem()
    if (problem?.final) onMustStop?.(problem.why)
    if (database.engine === 'postgres') await log.lookForUntold('all')
  }
  return {
    duties: [
      { name: 'neighbours', every: timing.neighbours, run: look },
      { name: 'commits in doubt', every: timing.sessionCheck, run: () => log.lookForUntold() },
    ],
  } satisfies Feature
}
