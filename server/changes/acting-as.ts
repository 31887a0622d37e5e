import type { Acting } from './acting.ts'
import type { TeamLog } from './team-log.ts'

/** A log whose writes are somebody's. */
export function actingAs(log: TeamLog, by: Acting): TeamLog {
  return { ...log, write: (teamId, work) => log.write(teamId, work, by) }
}
