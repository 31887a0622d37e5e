import type { TeamWrite } from '../changes/team-write.ts'
import type { AgentRow } from '../database/schema.ts'

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
