import type { Wake } from '../feature/duty.ts'
import type { Feature } from '../feature/feature.ts'
import type { Timing } from '../ground/timing.ts'
import { changeIntegration, makeIntegration, removeIntegration } from './change-integrations.ts'
import { makeKey, revokeKey } from './change-keys.ts'
import { createEventBell } from './events/event-bell.ts'
import { forgetEvents } from './events/forget-events.ts'
import { keepEvents } from './events/keep-events.ts'
import { listIntegrations } from './read-integrations.ts'
import { resolveOrphans } from './resolve-orphans.ts'
import { v1Routes, type V1Deps } from './v1/v1-routes.ts'

type Deps = Omit<V1Deps, 'bell'> & { timing: Timing }

/** Programs outside: who they are, by which keys they are let in, and what they may ask under `/v1`. */
export function integrationsFeature(deps: Deps) {
  const { db, log, clock, ids, timing } = deps
  const bell = createEventBell()
  let lookForOrphans: Wake = () => undefined
  log.onUntold((teamId) => bell.heardOfTeam(teamId))
  return {
    agent: {
      'integrations:list': {
        reads: ({ actor }) => listIntegrations(db, actor),
      },
      'integration:make': {
        writes: ({ actor, log }, body) => makeIntegration({ db, log, ids }, actor, body),
      },
      'integration:change': {
        writes: ({ actor, log }, body) => changeIntegration({ db, log }, actor, body),
      },
      'integration:remove': {
        writes: async ({ actor, log }, body) => {
          const removed = await removeIntegration({ db, log }, actor, body)
          lookForOrphans(0)
          return removed
        },
      },
      'key:make': {
        writes: ({ actor, log }, body) => makeKey({ db, log, ids }, actor, body),
      },
      'key:revoke': {
        writes: ({ actor, log }, body) => revokeKey({ db, log }, actor, body),
      },
    },
    routes: (http) => v1Routes(http, { ...deps, bell }),
    whileWriting: (write) => keepEvents(ids, write),
    afterCommit: (committed) => bell.heard(committed),
    duties: [
      {
        name: 'old events of integrations',
        every: timing.sweep,
        atStart: true,
        run: () => forgetEvents(db, clock()),
      },
      {
        name: 'conversations of removed integrations',
        every: timing.sweep,
        atStart: true,
        run: () => resolveOrphans({ db, log, ids }),
        hears: (wake) => {
          lookForOrphans = wake
        },
      },
    ],
    stop: () => {
      bell.stop()
      return Promise.resolve()
    },
  } satisfies Feature
}
