import type { Feature } from '../feature/feature.ts'
import { makeIntegration, removeIntegration, renameIntegration } from './change-integrations.ts'
import { makeKey, revokeKey } from './change-keys.ts'
import { listIntegrations } from './read-integrations.ts'
import { v1Routes, type V1Deps } from './v1/v1-routes.ts'

/** Programs outside: who they are, by which keys they are let in, and what they may ask under `/v1`. */
export function integrationsFeature(deps: V1Deps) {
  const { db, ids } = deps
  return {
    agent: {
      'integrations:list': {
        reads: ({ actor }) => listIntegrations(db, actor),
      },
      'integration:make': {
        writes: ({ actor, log }, body) => makeIntegration({ db, log, ids }, actor, body),
      },
      'integration:rename': {
        writes: ({ actor, log }, body) => renameIntegration({ db, log }, actor, body),
      },
      'integration:remove': {
        writes: ({ actor, log }, body) => removeIntegration({ db, log }, actor, body),
      },
      'key:make': {
        writes: ({ actor, log }, body) => makeKey({ db, log, ids }, actor, body),
      },
      'key:revoke': {
        writes: ({ actor, log }, body) => revokeKey({ db, log }, actor, body),
      },
    },
    routes: (http) => v1Routes(http, deps),
  } satisfies Feature
}
