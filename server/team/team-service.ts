import type { Agent, Role } from '@baton/protocol/agent.ts'
import type { Audited } from '@baton/protocol/audit.ts'
import type { Kysely } from 'kysely'
import type { Accounts } from './accounts.ts'
import type { Act } from '../changes/act.ts'
import type { TeamLog } from '../changes/team-log.ts'
import { noteAct, whileNoted, type Noting } from '../changes/note-act.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Clock, Ids } from '../ground/clock.ts'
import { identitySecret } from '../customers/identity-secret.ts'
import type { Database } from '../database/schema.ts'
import { NotPossible } from '../ground/not-possible.ts'
import { Refused } from '../ground/refused.ts'
import type { Confirmed, NewAgent, NewTeam, TeamServices } from './team-services.ts'
import { toAgent } from './agent-row.ts'

interface Deps extends Noting {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  ids: Ids
  accounts: Accounts
  /** Called in the transaction that takes an agent out of the team. */
  whileRemoving: (write: TeamWrite, agent: { id: string; name: string }) => Promise<void>
  /** Closes the connections of an agent who is no longer in the team. */
  onAgentRemoved: (agentId: string) => void
  /** Closes the connections of an agent whose sessions have all been ended. */
  onSignedOut: (agentId: string) => void
  /** Hears of what an operator has to be able to look up later. */
  onAdministered: (what: Administered) => void
}

/** What was done to a team's members. */
export interface Administered {
  what: 'team-made' | 'added' | 'removed' | 'role' | 'password' | 'signed-out' | 'identity-secret'
  teamId: string
  agentId?: string
  role?: Role
}

/** Teams and who is in them. */
export function createTeamService(deps: Deps): TeamServices {
  return {
    findTeam: (slug) => findTeam(deps, slug),
    createTeam: (team) => createTeam(deps, team),
    addAgent: (teamId, agent) => addAgent(deps, teamId, agent),
    findAgent: (teamId, email) => findAgent(deps, teamId, email),
    listAgents: (teamId) => listAgents(deps, teamId),
    removeAgent: (teamId, agentId, options) => removeAgent(deps, teamId, agentId, options),
    setRole: (teamId, agentId, role, options) => setRole(deps, teamId, agentId, role, options),
    setPassword: (teamId, agentId, password) => setPassword(deps, teamId, agentId, password),
    signOut: (teamId, agentId) => signOut(deps, teamId, agentId),
    identitySecret: async (teamId, options) => {
      if (!options?.rotate) return identitySecret(deps, teamId, options)
      const secret = await deps.log.write(teamId, async (write) => {
        // Nobody's copy has it, so there is no row to tell.
        write.isKept = true
        write.acts.push({ what: 'team:identity-secret', subject: { kind: 'team', id: teamId } })
        return identitySecret({ db: write.trx, ids: deps.ids }, teamId, options)
      })
      deps.onAdministered({ what: 'identity-secret', teamId })
      return secret
    },
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

async function createTeam(deps: Deps, { slug, name, settings }: NewTeam): Promise<{ id: string }> {
  const taken = new NotPossible(`There is a team called ${slug} already.`)
  if (await findTeam(deps, slug)) throw taken
  // First what nobody sees: a process that dies in between leaves no team that lacks it.
  const id = await deps.accounts.createOrganization({ id: deps.ids.next(), slug, name })
  const inserted = await deps.db
    .insertInto('teams')
    .values({
      id,
      slug,
      name,
      rev: 0,
      createdAt: deps.clock(),
      ...(settings && { settings: JSON.stringify(settings) }),
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows !== 1n) throw taken
  await noteAct(deps.log, id, { what: 'team:made', subject: { kind: 'team', id } })
  deps.onAdministered({ what: 'team-made', teamId: id })
  return { id }
}

async function addAgent(
  deps: Deps,
  teamId: string,
  { confirmed = false, ...added }: NewAgent & Confirmed,
): Promise<Agent> {
  const email = added.email.toLowerCase()
  const existing = await deps.db
    .selectFrom('agents')
    .select(['id', 'teamId', 'active', 'role'])
    .where('email', '=', email)
    .executeTakeFirst()
  if (existing && existing.teamId !== teamId) {
    throw new NotPossible(`${email} belongs to an agent of another team.`)
  }
  const { role } = added
  if (existing?.active === 1 && existing.role === 'admin' && role !== 'admin' && !confirmed) {
    await checkNotLastAdmin(deps.db, teamId, existing.id)
  }
  const act = memberAct('member:added', existing?.id ?? null, role)
  const store = () => storeAgent(deps, teamId, { ...added, email })
  const actOf = ({ id }: Agent) => memberAct('member:added', id, role)
  const agent = await whileNoted(deps, teamId, act, store, { actOf })
  // Whoever knew the old password is out: the account has a new one.
  if (existing) deps.onSignedOut(agent.id)
  deps.onAdministered({ what: 'added', teamId, agentId: agent.id, role })
  return agent
}

async function storeAgent(deps: Deps, teamId: string, added: NewAgent): Promise<Agent> {
  const { name, email, role } = added
  const id = await deps.accounts.createAccount(added)
  await deps.accounts.join(teamId, id, role)
  return deps.log.write(teamId, async (write) => {
    const { rev } = write
    const presence = { presence: 'offline', chosen: 'available', offlineSince: null } as const
    const row = await write.trx
      .insertInto('agents')
      .values({ id, teamId, name, email, role, rev, active: 1, ...presence })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, role, active: 1, rev }))
      .returningAll()
      .executeTakeFirstOrThrow()
    const agent = toAgent(row)
    write.rows.push({ kind: 'agent', value: agent })
    return agent
  })
}

async function findAgent({ db }: Deps, teamId: string, email: string): Promise<Agent | null> {
  const row = await db
    .selectFrom('agents')
    .selectAll()
    .where('teamId', '=', teamId)
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return row ? toAgent(row) : null
}

async function listAgents({ db }: Deps, teamId: string): Promise<Agent[]> {
  const rows = await db
    .selectFrom('agents')
    .selectAll()
    .where('teamId', '=', teamId)
    .orderBy('email')
    .execute()
  return rows.map(toAgent)
}

async function removeAgent(
  deps: Deps,
  teamId: string,
  agentId: string,
  { confirmed = false }: Confirmed = {},
): Promise<void> {
  const leave = async () => {
    await deps.log.write(teamId, async (write) => {
      if (!confirmed) await checkNotLastAdmin(write.trx, teamId, agentId)
      const row = await write.trx
        .updateTable('agents')
        .set({ active: 0, presence: 'offline', offlineSince: write.now, rev: write.rev })
        .where('id', '=', agentId)
        .where('teamId', '=', teamId)
        .where('active', '=', 1)
        .returningAll()
        .executeTakeFirst()
      // Out already: a command that died half way is finished by the next.
      if (!row) return
      write.rows.push({ kind: 'agent', value: toAgent(row) })
      await deps.whileRemoving(write, row)
    })
    deps.onAgentRemoved(agentId)
    await deps.accounts.leave(teamId, agentId)
  }
  await whileNoted(deps, teamId, memberAct('member:removed', agentId), leave)
  deps.onAdministered({ what: 'removed', teamId, agentId })
}

async function setRole(
  deps: Deps,
  teamId: string,
  agentId: string,
  role: Role,
  { confirmed = false }: Confirmed = {},
): Promise<void> {
  const change = async () => {
    await deps.log.write(teamId, async (write) => {
      if (role !== 'admin' && !confirmed) await checkNotLastAdmin(write.trx, teamId, agentId)
      const row = await write.trx
        .updateTable('agents')
        .set({ role, rev: write.rev })
        .where('id', '=', agentId)
        .where('teamId', '=', teamId)
        .where('active', '=', 1)
        .returningAll()
        .executeTakeFirst()
      if (!row) throw new Refused('not-found')
      write.rows.push({ kind: 'agent', value: toAgent(row) })
    })
    await deps.accounts.setRole(teamId, agentId, role)
  }
  await whileNoted(deps, teamId, memberAct('member:role', agentId, role), change)
  deps.onAdministered({ what: 'role', teamId, agentId, role })
}

async function setPassword(
  deps: Deps,
  teamId: string,
  agentId: string,
  password: string,
): Promise<void> {
  const act = memberAct('member:password', agentId)
  await whileNoted(deps, teamId, act, () => deps.accounts.setPassword(agentId, password))
  deps.onSignedOut(agentId)
  deps.onAdministered({ what: 'password', teamId, agentId })
}

async function signOut(deps: Deps, teamId: string, agentId: string): Promise<void> {
  const act = memberAct('member:signed-out', agentId)
  const end = () => deps.accounts.endSessions(agentId)
  await whileNoted(deps, teamId, act, end, { evenUnnoted: true })
  deps.onSignedOut(agentId)
  deps.onAdministered({ what: 'signed-out', teamId, agentId })
}

/** Something done to a member: what the accounts make of it is written by the sign-in library. */
function memberAct(what: Audited, id: string | null, role?: Role): Act {
  return { what, subject: { kind: 'agent', id }, ...(role && { details: { role } }) }
}

/** A team without an admin can be changed by nobody but an operator. Throws `NotPossible` if it would be one. */
async function checkNotLastAdmin(
  db: Kysely<Database>,
  teamId: string,
  agentId: string,
): Promise<void> {
  const admins = await db
    .selectFrom('agents')
    .select('id')
    .where('teamId', '=', teamId)
    .where('role', '=', 'admin')
    .where('active', '=', 1)
    .execute()
  if (admins.length !== 1 || admins[0]?.id !== agentId) return
  throw new NotPossible(
    'This is the last admin of the team: without one nobody can change its settings. Make somebody else an admin first, or say --last-admin as well.',
  )
}
