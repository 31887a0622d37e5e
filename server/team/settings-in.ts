import type { TeamSettings } from '@baton/protocol/team-settings.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import { toSettings } from './team-row.ts'

/** The team's settings at the revision of a write. */
export function settingsIn({ storedSettings }: Pick<TeamWrite, 'storedSettings'>): TeamSettings {
  return toSettings(storedSettings)
}
