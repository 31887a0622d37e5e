import {
  DEFAULT_TEAM_SETTINGS,
  teamSettings,
  type Team,
  type TeamSettings,
} from '@baton/protocol/team-settings.ts'
import * as v from 'valibot'
import type { TeamRow } from '../database/schema.ts'

const stored = v.looseObject({ notices: v.optional(v.looseObject({})) })

/** The settings of a team from how they are stored; one that was not set, or is new, has its default. */
export function toSettings(json: string | null): TeamSettings {
  if (json === null) return DEFAULT_TEAM_SETTINGS
  const own = v.parse(stored, JSON.parse(json))
  const notices = { ...DEFAULT_TEAM_SETTINGS.notices, ...own.notices }
  return v.parse(teamSettings, { ...DEFAULT_TEAM_SETTINGS, ...own, notices })
}

/** A stored team as its agents see it. */
export function toTeam({ id, name, settings }: Pick<TeamRow, 'id' | 'name' | 'settings'>): Team {
  return { id, name, settings: toSettings(settings) }
}
