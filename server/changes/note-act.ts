import type { Act } from './act.ts'
import type { Acting } from './acting.ts'
import type { TeamLog } from './team-log.ts'

/** Tells of something that is written elsewhere than in the team's data. Resolves once what hears of it is durable. */
export function noteAct(log: TeamLog, teamId: string, act: Act, by?: Acting): Promise<void> {
  const note = (write: { acts: Act[] }) => {
    write.acts.push(act)
    return Promise.resolve()
  }
  return log.write(teamId, note, by)
}

/**
 * Does what another program writes by itself: that it was asked for is durable before, and what came of it is noted
 * after. `work` answers what it was done to where that is known only then.
 */
export async function whileNoted<T>(
  log: TeamLog,
  teamId: string,
  act: Act,
  work: () => Promise<T>,
): Promise<T> {
  await noteAct(log, teamId, { ...act, stage: 'asked' })
  try {
    const result = await work()
    await noteAct(log, teamId, act)
    return result
  } catch (error) {
    // The error says more than that it could not be noted.
    await noteAct(log, teamId, { ...act, stage: 'failed' }).catch(() => undefined)
    throw error
  }
}
