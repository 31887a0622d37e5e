import type { Agent, Role } from '@baton/protocol/agent.ts'
import type { TeamSettings } from '@baton/protocol/team-settings.ts'

export interface NewTeam {
  /** Public name in addresses: lower-case letters, digits and dashes. */
  slug: string
  name: string
  /** What it begins with; what is left out is as by default. */
  settings?: Partial<TeamSettings>
}

export interface NewAgent {
  name: string
  email: string
  /** At least 8 characters. */
  password: string
  role: Role
}

/** `confirmed`: also if the team has no admin afterwards. */
export interface Confirmed {
  confirmed?: boolean
}

/** Teams and who is in them, as operators and demo data have them made. */
export interface TeamServices {
  /** Null when there is no team of that slug. */
  findTeam(slug: string): Promise<{ id: string; slug: string; name: string } | null>
  /** Throws when the slug is taken. Finishes what a process that died began. */
  createTeam(team: NewTeam): Promise<{ id: string }>
  /**
   * Adds somebody who can sign in at once, or brings who is there up to date and ends their sessions. Throws when the
   * email belongs to another team's agent.
   */
  addAgent(teamId: string, agent: NewAgent & Confirmed): Promise<Agent>
  /** Null when nobody of this email has ever been in the team; who has left is found, not `active`. */
  findAgent(teamId: string, email: string): Promise<Agent | null>
  /** Who is in the team or has been, by email. */
  listAgents(teamId: string): Promise<Agent[]>
  /** Takes effect with the agent's next request. */
  setRole(teamId: string, agentId: string, role: Role, options?: Confirmed): Promise<void>
  /** At least 8 characters; ends the agent's sessions. */
  setPassword(teamId: string, agentId: string, password: string): Promise<void>
  /** Ends all of an agent's sessions: they can sign in again. */
  signOut(teamId: string, agentId: string): Promise<void>
  /** What the team's site signs its customers in with; made when there is none, or anew. */
  identitySecret(teamId: string, options?: { rotate?: boolean }): Promise<string>
  /**
   * Takes an agent out of the team: their sessions open nothing any more, connections close, what they held waits
   * again. Done again it changes nothing. Throws for the last admin.
   */
  removeAgent(teamId: string, agentId: string, options?: Confirmed): Promise<void>
}
