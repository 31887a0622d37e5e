import {
  DEFAULT_TEAM_SETTINGS,
  teamSettings,
  type ChangeTeam,
  type Team,
  type TeamSettings,
} from '@baton/protocol/team-settings.ts'
import type { Done } from '@baton/protocol/events.ts'
import * as v from 'valibot'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamRow } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import type { AgentActor } from './actors.ts'
import { findActive } from './find-active.ts'

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

/** Changes what is given and leaves the rest. Throws `forbidden` unless the agent is an admin at this moment. */
export function changeTeam(log: TeamLog, agent: AgentActor, body: ChangeTeam): Promise<Done> {
  return log.write(agent.teamId, async (write) => {
    const { trx, teamId, rev } = write
    const asking = await findActive(write, agent.id)
    if (asking?.role !== 'admin') throw new Refused('forbidden')
    const before = write.settings
    const settings = { ...before, ...body, notices: { ...before.notices, ...body.notices } }
    if (JSON.stringify(settings) === JSON.stringify(before)) return {}
    const row = await trx
      .updateTable('teams')
      .set({ settings: JSON.stringify(settings), settingsRev: rev })
      .where('id', '=', teamId)
      .returningAll()
      .executeTakeFirstOrThrow()
    write.rows.push({ kind: 'team', value: toTeam(row) })
    return {}
  })
}
