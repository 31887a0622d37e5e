import type { About } from '@baton/protocol/session.ts'
import type { OpenDatabase } from '../database/open.ts'
import type { Feature } from '../feature/feature.ts'
import { aboutRoutes } from './about.ts'
import { customerApi, type CustomerApiDeps } from './customer-api.ts'
import { createReadiness } from './readiness.ts'

interface Deps extends CustomerApiDeps {
  database: OpenDatabase
  /** The sign-in that the demo's page shows; null outside the demo. */
  demo: About['demo'] | null
}

/** HTTP requests made before there is a socket: what the server is, whether it is healthy, and who a customer is. */
export function apiFeature(deps: Deps) {
  const { db, database, clock, demo } = deps
  const readiness = createReadiness({ db, lease: database.lease, clock })
  return {
    routes: async (http) => {
      aboutRoutes(http, { readiness, demo })
      await customerApi(http, deps)
    },
  } satisfies Feature
}
