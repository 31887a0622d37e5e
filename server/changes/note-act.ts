import type { Act } from './act.ts'
import type { Acting } from './acting.ts'
import type { TeamLog } from './team-log.ts'

/** Notes an act whose data is stored elsewhere than in the team's data. Resolves once the note is durable. */
export function noteAct(log: TeamLog, teamId: string, act: Act, by?: Acting): Promise<void> {
  const note = (write: { acts: Act[] }) => {
    write.acts.push(act)
    return Promise.resolve()
  }
  return log.write(teamId, note, by)
}

/**
 * Wraps work that another library stores by itself. `asked` is durable before the work starts; `done` or `failed` is
 * noted after it.
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
    // The original error matters more than a failure to note it.
    await noteAct(log, teamId, { ...act, stage: 'failed' }).catch(() => undefined)
    throw error
  }
}
