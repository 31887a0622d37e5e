import type { AgentActor } from './actors.ts'
import { Refused } from './refused.ts'

/** Throws `forbidden` unless the agent is an admin. In a write it is called in the transaction. */
export function checkAdmin({ role }: Pick<AgentActor, 'role'>): void {
  if (role !== 'admin') throw new Refused('forbidden')
}
