import type { Agent } from '@baton/protocol/agent.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { toAgent } from '../team/agent-row.ts'
import type { Auth } from './create-auth.ts'

/** An agent's session, found by its token. */
export interface AgentSession {
  id: string
  /** Milliseconds since 1970. */
  expiresAt: number
  actor: AgentActor
  agent: Agent
  team: { id: string; name: string }
}

/**
 * Who a bearer token belongs to. Throws `signed-out` when the session has ended or never was, `forbidden`
 * when it is somebody's who is in no team, mostly of an agent who was taken out.
 */
export async function findAgentSession(
  auth: Auth,
  db: Kysely<Database>,
  token: string,
): Promise<AgentSession> {
  const headers = new Headers({ authorization: `Bearer ${token}` })
  // Using a session renews it daily. One that cannot be renewed, the disk being full, is one all the same.
  const found = await auth.api
    .getSession({ headers })
    .catch(() => auth.api.getSession({ headers, query: { disableRefresh: true } }))
  if (!found) throw new Refused('signed-out')
  const row = await db
    .selectFrom('agents')
    .innerJoin('teams', 'teams.id', 'agents.teamId')
    .selectAll('agents')
    .select('teams.name as teamName')
    .where('agents.id', '=', found.user.id)
    .where('agents.active', '=', 1)
    .executeTakeFirst()
  if (!row) throw new Refused('forbidden')
  const { id, name, role, teamId } = row
  return {
    id: found.session.id,
    expiresAt: found.session.expiresAt.getTime(),
    actor: { id, name, role, teamId },
    agent: toAgent(row),
    team: { id: teamId, name: row.teamName },
  }
}
