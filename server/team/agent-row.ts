import { cleanName } from '@baton/domain/clean-name.ts'
import type { Agent } from '@baton/protocol/agent.ts'
import type { AgentRow } from '../database/schema.ts'

/** A stored agent as colleagues see them. */
export function toAgent({ id, name, email, role, presence, active }: AgentRow): Agent {
  // One that was stored by a version of before; an agent always has a name.
  return { id, name: cleanName(name) || name, email, role, presence, active: active === 1 }
}
