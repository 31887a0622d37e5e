import type { Done } from '@baton/protocol/errors.ts'
import { teamSettings, type ChangeTeam, type TeamSettings } from '@baton/protocol/team-settings.ts'
import * as v from 'valibot'
import type { TeamLog } from '../changes/team-log.ts'
import { checkAdmin } from '../ground/check-admin.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { settingsIn } from './settings-in.ts'
import { tellTeam } from './tell-team.ts'

/** Changes what is given and leaves the rest. Throws `forbidden` unless the agent is an admin at this moment. */
export function changeTeam(log: TeamLog, agent: AgentActor, body: ChangeTeam): Promise<Done> {
  return log.write(agent.teamId, async (write) => {
    checkAdmin(agent)
    const before = settingsIn(write)
    const settings = {
      ...before,
      ...body,
      notices: { ...before.notices, ...body.notices },
      ...(body.aiWords && { aiWords: worded({ ...before.aiWords, ...body.aiWords }) }),
    }
    // What is added in one change after the other may together be more than a team may have.
    if (!v.is(teamSettings, settings)) throw new Refused('invalid')
    if (JSON.stringify(settings) === JSON.stringify(before)) return {}
    await tellTeam(write, JSON.stringify(settings))
    const { notices = {}, ...others } = body
    const names = Object.keys(notices).map((name) => `notices.${name}`)
    write.acts.push({
      what: 'team:changed',
      subject: { kind: 'team', id: agent.teamId },
      details: { settings: [...Object.keys(others), ...names] },
    })
    return {}
  })
}

/** Without the languages in which nothing is worded. */
function worded(aiWords: NonNullable<TeamSettings['aiWords']>): TeamSettings['aiWords'] {
  const entries = Object.entries(aiWords).filter(([, words]) => Object.keys(words).length > 0)
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
