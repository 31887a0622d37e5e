import type { Agent } from '@baton/protocol/agent.ts'
import type { BatonDatabase } from '../database.ts'

/** Everybody who is or was in the team, by name. */
export async function listAgents(db: BatonDatabase): Promise<Agent[]> {
  const agents = await db.agents.toArray()
  return agents.sort((a, b) => a.name.localeCompare(b.name))
}
