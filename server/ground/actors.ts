import type { Agent } from '@baton/protocol/agent.ts'
import type { Visit } from './visit.ts'

/** A signed-in agent: who, the session says; name and role, the database at each request. Never taken from a body. */
export interface AgentActor extends Pick<Agent, 'id' | 'name' | 'role'> {
  teamId: string
}

/** A customer, as their token says. */
export interface CustomerActor {
  /** Whose conversation theirs is: their own, or one begun elsewhere by the same person. */
  id: string
  /** Whose token it is. */
  browserId: string
  teamId: string
  /** Where they are, as their page has last said. */
  visit: Visit
  /** The network they ask from; null where it is not known. */
  network: string | null
}
