import type { TeamLog } from '../../changes/team-log.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import type { Ids } from '../../ground/clock.ts'
import type { IntegrationActor } from '../find-key.ts'
import type { WordsUnderWay } from './words-under-way.ts'

/** What an integration writes with. */
export interface MirrorDeps {
  log: TeamLog
  ids: Ids
  words: WordsUnderWay
}

/** Writes for an integration. */
export function writeAs<T>(
  { log }: MirrorDeps,
  { teamId, integrationId: id, keyId, requestId }: IntegrationActor,
  work: (write: TeamWrite) => Promise<T>,
): Promise<T> {
  return log.write(teamId, work, { kind: 'integration', id, keyId, requestId })
}
