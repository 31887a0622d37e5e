import type { Agent } from '@baton/protocol/agent.ts'
import type { AgentRow } from '../database/schema.ts'

/** A stored agent as colleagues see them. */
export function toAgent({ id, name, email, role, presence, active }: AgentRow): Agent {
  return { id, name, email, role, presence, active: active === 1 }
}
