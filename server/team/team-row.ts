import type { ToldIntegration } from '@baton/protocol/integration.ts'
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { teamSettings, type Team, type TeamSettings } from '@baton/protocol/team-settings.ts'
import * as v from 'valibot'
import { jsonColumn } from '../database/json-column.ts'
import type { TeamRow } from '../database/schema.ts'

const stored = v.looseObject({ notices: v.optional(v.looseObject({})) })
const column = jsonColumn(
  v.pipe(
    stored,
    v.transform((own) => ({
      ...DEFAULT_TEAM_SETTINGS,
      ...own,
      notices: { ...DEFAULT_TEAM_SETTINGS.notices, ...own.notices },
    })),
    teamSettings,
  ),
)

/** The settings of a team from how they are stored; one that was not set, or is new, has its default. */
export function toSettings(json: string | null): TeamSettings {
  return column.read(json) ?? DEFAULT_TEAM_SETTINGS
}

/** A stored team as its agents see it. */
export function toTeam(
  { id, name, settings }: Pick<TeamRow, 'id' | 'name' | 'settings'>,
  integrations: ToldIntegration[],
): Team {
  const told = integrations.length > 0 && { integrations }
  return { id, name, settings: toSettings(settings), ...told }
}
