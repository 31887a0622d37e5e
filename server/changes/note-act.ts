import type { Act } from './act.ts'
import type { Acting } from './acting.ts'

/** What of a team's log acts are noted with. */
export interface ActLog {
  write(teamId: string, work: (write: { acts: Act[] }) => Promise<void>, by?: Acting): Promise<void>
}

/** Notes an act whose data is stored elsewhere than in the team's data. Resolves once the note is durable. */
export function noteAct(log: ActLog, teamId: string, act: Act, by?: Acting): Promise<void> {
  const note = (write: { acts: Act[] }) => {
    write.acts.push(act)
    return Promise.resolve()
  }
  return log.write(teamId, note, by)
}

/** What acts are noted with. */
export interface Noting {
  log: ActLog
  /** Takes the error of an act that is done, or failed, and could not be noted. */
  onUnnoted: (error: unknown) => void
}

/** How `whileNoted` notes. */
export interface NotingOptions<T> {
  by?: Acting
  /** Does the work although it could not be noted that it was asked for. For work that takes access away. */
  evenUnnoted?: boolean
  /** The act that a result stands for, where the result says more. */
  actOf?: (result: T) => Act
}

/**
 * Wraps work that another library stores by itself. `asked` is durable before the work starts; `done` or `failed` is
 * noted after it. A note after the work that cannot be stored changes nothing about the work.
 */
export async function whileNoted<T>(
  { log, onUnnoted }: Noting,
  teamId: string,
  act: Act,
  work: () => Promise<T>,
  { by, evenUnnoted = false, actOf = () => act }: NotingOptions<T> = {},
): Promise<T> {
  const note = (noted: Act) => noteAct(log, teamId, noted, by)
  const asked = note({ ...act, stage: 'asked' })
  await (evenUnnoted ? asked.catch(onUnnoted) : asked)
  const result = await work().catch(async (error: unknown) => {
    await note({ ...act, stage: 'failed' }).catch(onUnnoted)
    throw error
  })
  await note(actOf(result)).catch(onUnnoted)
  return result
}
