import type { Feature } from '../feature/feature.ts'
import { choosePresence } from './presence.ts'
import { changeTeam } from './team-settings.ts'
import { agentTable, teamTable } from './team-tables.ts'

/** A team's agents, and what it has set. */
export function teamFeature() {
  return {
    rows: [agentTable, teamTable],
    agent: {
      'team:change': {
        writes: ({ actor, log }, body) => changeTeam(log, actor, body),
      },
      'presence:set': {
        writes: async ({ actor, log }, { presence }) => {
          await choosePresence(log, actor, presence)
          return {}
        },
      },
    },
  } satisfies Feature
}
