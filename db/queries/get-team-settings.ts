import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import type { TeamSettings } from '@baton/protocol/team-settings.ts'
import type { BatonDatabase } from '../database.ts'

/** The team's settings; the defaults until the first sync. */
export async function getTeamSettings(db: BatonDatabase): Promise<TeamSettings> {
  const row = await db.meta.get('team')
  return row?.key === 'team' ? row.value.settings : DEFAULT_TEAM_SETTINGS
}
