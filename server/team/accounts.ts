import type { Role } from '@baton/protocol/agent.ts'

/** The accounts behind agents: made and ended here, never by sign-up. */
export interface Accounts {
  /** The id of the organization of this slug: the one given, unless there is one already. */
  createOrganization(team: { id: string; slug: string; name: string }): Promise<string>
  /**
   * The id of the account of this email, made if there is none; an existing one gets the new password, and its
   * sessions end.
   */
  createAccount(person: { name: string; email: string; password: string }): Promise<string>
  /** Gives an account a new password and ends its sessions: whoever knew the old one is out. */
  setPassword(userId: string, password: string): Promise<void>
  endSessions(userId: string): Promise<void>
  setRole(teamId: string, userId: string, role: Role): Promise<void>
  /** Somebody who has left and comes back starts without the sessions of before. */
  join(teamId: string, userId: string, role: Role): Promise<void>
  /**
   * Takes an account out of a team. Its sessions stay until they expire and open nothing: by them a browser that
   * was away is told that its agent is out, where one without a session would be told to sign in again.
   */
  leave(teamId: string, userId: string): Promise<void>
}
