import type { Role } from '@baton/protocol/agent.ts'
import type { Auth } from './create-auth.ts'

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

export function createAccounts(auth: Auth): Accounts {
  const context = () => auth.$context
  return {
    createOrganization: async ({ id, slug, name }) => {
      const { adapter } = await context()
      const existing = await adapter.findOne<{ id: string }>({
        model: 'organization',
        where: [{ field: 'slug', value: slug }],
      })
      if (existing) return existing.id
      await adapter.create({
        model: 'organization',
        data: { id, slug, name, createdAt: new Date() },
        forceAllowId: true,
      })
      return id
    },
    createAccount: async ({ name, email, password }) => {
      const { internalAdapter, password: hashing } = await context()
      const hash = await hashing.hash(password)
      const existing = await internalAdapter.findUserByEmail(email.toLowerCase(), {
        includeAccounts: true,
      })
      if (existing?.accounts.some(({ providerId }) => providerId === 'credential')) {
        await internalAdapter.updatePassword(existing.user.id, hash)
        await internalAdapter.deleteUserSessions(existing.user.id)
        return existing.user.id
      }
      const user =
        existing?.user ??
        (await internalAdapter.createUser(
          { name, email: email.toLowerCase(), emailVerified: true },
          { method: 'email-password' },
        ))
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hash,
      })
      return user.id
    },
    join: async (teamId, userId, role) => {
      const { adapter, internalAdapter } = await context()
      const where = [
        { field: 'organizationId', value: teamId },
        { field: 'userId', value: userId },
      ]
      if (await adapter.findOne({ model: 'member', where })) {
        await adapter.update({ model: 'member', where, update: { role } })
        return
      }
      await internalAdapter.deleteUserSessions(userId)
      await adapter.create({
        model: 'member',
        data: { organizationId: teamId, userId, role, createdAt: new Date() },
      })
    },
    setPassword: async (userId, password) => {
      const { internalAdapter, password: hashing } = await context()
      await internalAdapter.updatePassword(userId, await hashing.hash(password))
      await internalAdapter.deleteUserSessions(userId)
    },
    endSessions: async (userId) => {
      const { internalAdapter } = await context()
      await internalAdapter.deleteUserSessions(userId)
    },
    setRole: async (teamId, userId, role) => {
      const { adapter } = await context()
      const where = [
        { field: 'organizationId', value: teamId },
        { field: 'userId', value: userId },
      ]
      await adapter.update({ model: 'member', where, update: { role } })
    },
    leave: async (teamId, userId) => {
      const { adapter } = await context()
      await adapter.deleteMany({
        model: 'member',
        where: [
          { field: 'organizationId', value: teamId },
          { field: 'userId', value: userId },
        ],
      })
    },
  }
}
