import type { Accounts } from '../team/accounts.ts'
import type { Auth } from './create-auth.ts'

/** Accounts as the sign-in library keeps them. */
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
