import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { bearer } from 'better-auth/plugins/bearer'
import { organization } from 'better-auth/plugins/organization'
import { adminAc, memberAc } from 'better-auth/plugins/organization/access'
import type { Config } from '../edge/config.ts'
import type { Ids } from '../ground/clock.ts'
import type { OpenDatabase } from '../database/open.ts'
import type { SessionNotes } from './note-sessions.ts'

/** Carries the network address to better-auth's hooks. Only the routes set it: no header of a client's is passed on. */
export const ADDRESS_HEADER = 'baton-address'

/** How long a session lasts, in seconds; using it renews it daily. */
const SESSION_SECONDS = 30 * 24 * 60 * 60

/** Who may sign in and what proves it: better-auth, on the server's own database. */
export type Auth = ReturnType<typeof createAuth>

/** How passwords are kept: what `hash` gives is stored, and `verify` compares it with what somebody typed. */
export interface PasswordHashing {
  hash(password: string): Promise<string>
  verify(tried: { hash: string; password: string }): Promise<boolean>
}

/**
 * Sets up sign-in. Sign-up is closed: members are made by the team service. `onSessionEnded` hears of every
 * session that was ended, with its id. Without `passwords` they are kept as better-auth does: by scrypt, at 100 ms each.
 */
export function createAuth(deps: {
  database: OpenDatabase
  config: Pick<Config, 'secret' | 'publicUrl'>
  ids: Ids
  passwords?: PasswordHashing | undefined
  onSessionEnded: (sessionId: string) => void
  /** Hears of sessions before and after they are stored. What `beginning` throws keeps one from being stored. */
  notes: Pick<SessionNotes, 'beginning' | 'began'>
}) {
  const { database, config, ids, passwords, onSessionEnded, notes } = deps
  return betterAuth({
    appName: 'Baton',
    baseURL: config.publicUrl ?? 'http://localhost',
    basePath: '/api/auth',
    secret: config.secret,
    database: { db: database.db, type: database.engine, transaction: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      ...(passwords && { password: passwords }),
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: 24 * 60 * 60 },
    // The edge does both: cookies are removed before a request comes here, and sign-in is limited there.
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: () => ids.next() },
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    databaseHooks: {
      session: {
        create: {
          before: ({ userId }, asked) =>
            notes.beginning({ userId, sessionId: null, address: addressIn(asked?.headers) }),
          after: ({ id, userId }, asked) =>
            notes.began({ userId, sessionId: id, address: addressIn(asked?.headers) }),
        },
        delete: {
          after: (session) => {
            onSessionEnded(session.id)
            return Promise.resolve()
          },
        },
      },
    },
    // What fails is answered by the routes, which know the database's trouble.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [
      bearer({ requireSignature: true }),
      organization({ roles: { agent: memberAc, admin: adminAc } }),
    ],
  })
}

/** Where a request comes from, as the routes say; null is this machine, or an operator's command. */
function addressIn(headers: Headers | undefined): string | null {
  return headers?.get(ADDRESS_HEADER) ?? null
}

/** Brings better-auth's own tables up to date. */
export async function migrateAuth(auth: Auth): Promise<void> {
  const { runMigrations } = await getMigrations(auth.options)
  await runMigrations()
}
