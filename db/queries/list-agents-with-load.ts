import type { Agent, Presence } from '@baton/protocol/agent.ts'
import type { BatonDatabase } from '../database.ts'
import { listAgents } from './list-agents.ts'

export interface AgentWithLoad {
  agent: Agent
  /** How many conversations they hold. */
  holds: number
}

const ORDER: Record<Presence, number> = { available: 0, away: 1, offline: 2 }

/** The agents in the team with how many conversations each holds: available first, then by name. */
export async function listAgentsWithLoad(db: BatonDatabase): Promise<AgentWithLoad[]> {
  return db.transaction('r', [db.agents, db.conversations], async () => {
    const [agents, held] = await Promise.all([
      listAgents(db),
      db.conversations.where('state').equals('human').toArray(),
    ])
    const holds = new Map<string, number>()
    for (const { ownerId } of held) if (ownerId) holds.set(ownerId, (holds.get(ownerId) ?? 0) + 1)
    return agents
      .filter((agent) => agent.active)
      .map((agent) => ({ agent, holds: holds.get(agent.id) ?? 0 }))
      .sort((a, b) => ORDER[a.agent.presence] - ORDER[b.agent.presence])
  })
}
