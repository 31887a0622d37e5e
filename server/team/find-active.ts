import type { TeamWrite } from '../changes/team-write.ts'
import type { AgentRow } from '../database/schema.ts'
import { Refused } from '../refused.ts'

/** An agent who is in the team at this moment. */
export function findActive(
  write: TeamWrite,
  id: string,
): Promise<Pick<AgentRow, 'name' | 'role' | 'presence'> | undefined> {
  return write.trx
    .selectFrom('agents')
    .select(['name', 'role', 'presence'])
    .where('id', '=', id)
    .where('teamId', '=', write.teamId)
    .where('active', '=', 1)
    .executeTakeFirst()
}

/** A request that waited while its agent was taken out of the team comes from nobody. Throws `forbidden`. */
export async function checkActive(write: TeamWrite, id: string): Promise<void> {
  if (!(await findActive(write, id))) throw new Refused('forbidden')
}
