import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { bearer } from 'better-auth/plugins/bearer'
import { organization } from 'better-auth/plugins/organization'
import { adminAc, memberAc } from 'better-auth/plugins/organization/access'
import type { Config } from '../edge/config.ts'
import type { Ids } from '../ground/clock.ts'
import type { OpenDatabase } from '../database/open.ts'

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
}) {
  const { database, config, ids, passwords, onSessionEnded } = deps
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

/** Brings better-auth's own tables up to date. */
export async function migrateAuth(auth: Auth): Promise<void> {
  const { runMigrations } = await getMigrations(auth.options)
  await runMigrations()
}
