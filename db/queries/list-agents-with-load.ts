import type { Agent, Presence } from '@baton/protocol/agent.ts'
import type { BatonDatabase } from '../database.ts'
import { listAgents } from './list-agents.ts'

export interface AgentWithLoad {
  agent: Agent
  /** How many conversations they own. */
  holds: number
}

const ORDER: Record<Presence, number> = { available: 0, away: 1, offline: 2 }

/** The agents in the team with the number of conversations each owns: available first, then by name. */
export async function listAgentsWithLoad(db: BatonDatabase): Promise<AgentWithLoad[]> {
  return db.transaction('r', [db.agents, db.conversations], async () => {
    const [agents, owners] = await Promise.all([
      listAgents(db),
      db.conversations.orderBy('ownerId').keys(),
    ])
    const holds = new Map<unknown, number>()
    for (const ownerId of owners) holds.set(ownerId, (holds.get(ownerId) ?? 0) + 1)
    return agents
      .filter((agent) => agent.active)
      .map((agent) => ({ agent, holds: holds.get(agent.id) ?? 0 }))
      .sort((a, b) => ORDER[a.agent.presence] - ORDER[b.agent.presence])
  })
}
