import type { Agent } from '@baton/protocol/agent.ts'

/** A signed-in agent, as the session says: never taken from a request's body. */
export interface AgentActor extends Pick<Agent, 'id' | 'name' | 'role'> {
  teamId: string
}

/** A customer, as their token says. */
export interface CustomerActor {
  id: string
  teamId: string
  name: string
  email: string | null
}
