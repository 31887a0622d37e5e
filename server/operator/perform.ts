import type { Agent } from '@baton/protocol/agent.ts'
import type { TeamServices } from '../team/team-services.ts'
import { NotPossible } from '../ground/not-possible.ts'
import type { OperatorRequest } from './request.ts'

type Team = NonNullable<Awaited<ReturnType<TeamServices['findTeam']>>>

/**
 * Does what an operator asks and answers it in a sentence. Throws `NotPossible` with one that says why not. Asked
 * again it comes to the same.
 */
export async function perform(teams: TeamServices, asked: OperatorRequest): Promise<string> {
  if (asked.command === 'team:create') {
    const { id } = await teams.createTeam({ slug: asked.team, name: asked.teamName })
    const { name, email, password } = asked
    await teams.addAgent(id, { name, email, password, role: 'admin' })
    return `The team ${asked.teamName} is there; ${email} can sign in as its admin.`
  }
  const team = await teams.findTeam(asked.team)
  if (!team) throw new NotPossible(`There is no team with the slug ${asked.team}.`)
  switch (asked.command) {
    case 'agent:list':
      return listOf(team, await teams.listAgents(team.id))
    case 'team:identity-secret':
      return teams.identitySecret(team.id, { rotate: asked.rotate })
    case 'agent:add': {
      const { name, email, password, role, lastAdmin: confirmed } = asked
      await teams.addAgent(team.id, { name, email, password, role, confirmed })
      return `${name} is in the team ${team.name} and can sign in with ${email}.`
    }
    case 'agent:remove':
    case 'agent:role':
    case 'agent:reset-password':
    case 'agent:sign-out':
      return performOnAgent(teams, team, asked)
  }
}

type AgentRequest = Extract<
  OperatorRequest,
  { command: 'agent:remove' | 'agent:role' | 'agent:reset-password' | 'agent:sign-out' }
>

async function performOnAgent(
  teams: TeamServices,
  team: Team,
  asked: AgentRequest,
): Promise<string> {
  const agent = await teams.findAgent(team.id, asked.email)
  if (!agent) throw new NotPossible(`Nobody in the team ${team.name} has the email ${asked.email}.`)
  if (asked.command === 'agent:remove') {
    await teams.removeAgent(team.id, agent.id, { confirmed: asked.lastAdmin })
    return `${agent.name} is out of the team ${team.name}. What they held waits for somebody else.`
  }
  if (!agent.active) {
    throw new NotPossible(
      `${agent.name} has left the team ${team.name}: agent:add takes them in again.`,
    )
  }
  switch (asked.command) {
    case 'agent:role':
      await teams.setRole(team.id, agent.id, asked.role, { confirmed: asked.lastAdmin })
      return `${agent.name} is now ${asked.role} in the team ${team.name}.`
    case 'agent:reset-password':
      await teams.setPassword(team.id, agent.id, asked.password)
      return `${agent.name} has a new password and is signed out everywhere.`
    case 'agent:sign-out':
      await teams.signOut(team.id, agent.id)
      return `${agent.name} is signed out everywhere.`
  }
}

function listOf(team: Team, agents: readonly Agent[]): string {
  if (agents.length === 0) return `Nobody is in the team ${team.name} yet.`
  const lines = agents.map(({ email, name, role, presence, active }) =>
    [email, active ? role : 'removed', active ? presence : '-', name].join('\t'),
  )
  return lines.join('\n')
}
