import type { Agent } from '@baton/protocol/agent.ts'
import type { Kysely } from 'kysely'
import type { Accounts } from '../auth/accounts.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { Clock, Ids } from '../clock.ts'
import { releaseAll } from '../conversations/owner-left.ts'
import { identitySecret } from '../customers/identity-secret.ts'
import type { AgentRow, Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import type { NewAgent, NewTeam, Services } from '../services.ts'
import { toAgent } from './agent-row.ts'

interface Deps {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  ids: Ids
  accounts: Accounts
  /** Closes the connections of an agent who is no longer in the team. */
  onAgentRemoved: (agentId: string) => void
}

/** Teams and who is in them. */
export function createTeamService(deps: Deps): Services['teams'] {
  return {
    findTeam: (slug) => findTeam(deps, slug),
    createTeam: (team) => createTeam(deps, team),
    addAgent: (teamId, agent) => addAgent(deps, teamId, agent),
    identitySecret: (teamId, options) => identitySecret(deps, teamId, options),
    removeAgent: (teamId, agentId) => removeAgent(deps, teamId, agentId),
  }
}

async function findTeam({ db }: Deps, slug: string) {
  const team = await db
    .selectFrom('teams')
    .select(['id', 'slug', 'name'])
    .where('slug', '=', slug)
    .executeTakeFirst()
  return team ?? null
}

async function createTeam(deps: Deps, { slug, name }: NewTeam): Promise<{ id: string }> {
  const taken = new Error(`There is a team called ${slug} already.`)
  if (await findTeam(deps, slug)) throw taken
  // First what nobody sees: a process that dies in between leaves no team that lacks it.
  const id = await deps.accounts.createOrganization({ id: deps.ids.next(), slug, name })
  const inserted = await deps.db
    .insertInto('teams')
    .values({ id, slug, name, rev: 0, createdAt: deps.clock() })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows !== 1n) throw taken
  return { id }
}

async function addAgent(deps: Deps, teamId: string, added: NewAgent): Promise<Agent> {
  const email = added.email.toLowerCase()
  const existing = await deps.db
    .selectFrom('agents')
    .select('teamId')
    .where('email', '=', email)
    .executeTakeFirst()
  if (existing && existing.teamId !== teamId) {
    throw new Error(`${email} belongs to an agent of another team.`)
  }
  const id = await deps.accounts.createAccount({ ...added, email })
  await deps.accounts.join(teamId, id, added.role)
  const { name, role } = added
  return deps.log.write(teamId, async (write) => {
    const row: AgentRow = {
      ...{ id, teamId, name, email, role, rev: write.rev },
      ...{ presence: 'offline', chosen: 'available', active: 1, offlineSince: null },
    }
    await write.trx
      .insertInto('agents')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ name, role, active: 1, rev: write.rev }),
      )
      .execute()
    const agent = toAgent(row)
    write.rows.push({ kind: 'agent', value: agent })
    return agent
  })
}

async function removeAgent(deps: Deps, teamId: string, agentId: string): Promise<void> {
  await deps.log.write(teamId, async (write) => {
    const row = await write.trx
      .updateTable('agents')
      .set({ active: 0, presence: 'offline', offlineSince: write.now, rev: write.rev })
      .where('id', '=', agentId)
      .where('teamId', '=', teamId)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Refused('not-found')
    write.rows.push({ kind: 'agent', value: toAgent(row) })
    await releaseAll(write, deps.ids, row)
  })
  deps.onAgentRemoved(agentId)
  await deps.accounts.leave(teamId, agentId)
}
