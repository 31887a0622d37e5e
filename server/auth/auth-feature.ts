import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Feature } from '../feature/feature.ts'
import type { Clock } from '../ground/clock.ts'
import type { Timing } from '../ground/timing.ts'
import type { SessionNotes } from './note-sessions.ts'
import { authRoutes } from './auth-routes.ts'
import type { Auth } from './create-auth.ts'
import { pruneFailures } from './sign-in-failures.ts'
import { signInGate } from './sign-in-gate.ts'
import { prunePlaces } from './sign-in-places.ts'

interface Deps {
  auth: Auth
  db: Kysely<Database>
  clock: Clock
  timing: Timing
  notes: SessionNotes
  config: { webOrigins: readonly string[]; proxies: number }
}

/** How agents sign in and out. */
export function authFeature({ auth, db, clock, timing, notes, config }: Deps) {
  return {
    routes: async (http) => {
      const gate = signInGate({
        db,
        clock,
        onDelayed: ({ email, address }, failures) =>
          http.log.warn(
            { email, address, failures },
            'wrong passwords delay signing in to an account',
          ),
      })
      const { webOrigins, proxies } = config
      await authRoutes(http, { auth, db, webOrigins, proxies, gate, notes })
    },
    duties: [
      {
        name: 'wrong passwords',
        every: timing.sweep,
        atStart: true,
        run: () => pruneFailures(db, clock()),
      },
      {
        name: 'places of sign-ins',
        every: timing.sweep,
        atStart: true,
        run: () => prunePlaces(db, clock()),
      },
    ],
  } satisfies Feature
}
