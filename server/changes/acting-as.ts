import type { Acting } from './acting.ts'
import type { TeamLog } from './team-log.ts'

/** A log that makes its writes in the name of `by`. */
export function actingAs(log: TeamLog, by: Acting): TeamLog {
  return { ...log, write: (teamId, work) => log.write(teamId, work, by) }
}
