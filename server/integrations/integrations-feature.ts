import type { Wake } from '../feature/duty.ts'
import type { AllowedHost } from '../edge/allowed-hosts.ts'
import type { FaultLog } from '../edge/fault-log.ts'
import type { Feature } from '../feature/feature.ts'
import type { Sealing } from '../ground/sealing.ts'
import type { Timing } from '../ground/timing.ts'
import type { Outgoing } from '../outgoing/outgoing.ts'
import { changeIntegration, makeIntegration, removeIntegration } from './change-integrations.ts'
import { makeKey, revokeKey } from './change-keys.ts'
import { createEventBell } from './events/event-bell.ts'
import { forgetEvents } from './events/forget-events.ts'
import { keepEvents } from './events/keep-events.ts'
import type { WordIndexes } from './mirror/erasing-deps.ts'
import { createErasing } from './mirror/erasing.ts'
import { createWordsUnderWay, type TellsReplies } from './mirror/words-under-way.ts'
import { forgetAsks, tieAnswers } from './seed/chat-asks.ts'
import { listIntegrations } from './read-integrations.ts'
import { resolveOrphans } from './resolve-orphans.ts'
import { seedRoutes } from './seed/seed-routes.ts'
import { watchIntegrations } from './status/watch-integrations.ts'
import { v1Routes, type V1Deps } from './v1/v1-routes.ts'
import { removeWebhook, rotateWebhook, setWebhook } from './webhooks/change-webhook.ts'
import { readLog, redeliver, testWebhook } from './webhooks/delivery-log.ts'
import { createDispatcher } from './webhooks/webhook-dispatcher.ts'

type Deps = Omit<V1Deps, 'bell' | 'words' | 'erasing'> & {
  live: V1Deps['live'] & TellsReplies
  indexes: WordIndexes
  timing: Timing
  config: { allowHosts: readonly AllowedHost[] }
  outgoing: Outgoing
  sealing: Sealing
  onFault: FaultLog
}

/** Programs outside: who they are, by which keys they are let in, and what they may ask under `/v1`. */
export function integrationsFeature(deps: Deps) {
  const { db, log, clock, ids, timing, config, sealing } = deps
  const bell = createEventBell()
  const words = createWordsUnderWay(deps)
  let lookForOrphans: Wake = () => undefined
  const webhooks = createDispatcher(deps)
  const erasing = createErasing(deps, timing)
  /** What an admin has asked for is sent at once. */
  async function andSend<T>(work: Promise<T>): Promise<T> {
    const answer = await work
    webhooks.lookAtAll()
    return answer
  }
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
      'webhook:set': {
        writes: ({ actor, log }, body) =>
          andSend(setWebhook({ db, log, ids, sealing, config }, actor, body)),
      },
      'webhook:rotate': {
        writes: ({ actor, log }, body) => rotateWebhook({ db, log, ids, sealing }, actor, body),
      },
      'webhook:remove': {
        writes: ({ actor, log }, body) => removeWebhook({ db, log }, actor, body),
      },
      'webhook:log': {
        reads: ({ actor }, body) => readLog(db, actor, body),
      },
      'webhook:redeliver': {
        writes: ({ actor, log }, body) => andSend(redeliver({ db, log, ids }, actor, body)),
      },
      'webhook:test': {
        writes: ({ actor, log }, body) => andSend(testWebhook({ db, log, ids }, actor, body)),
      },
    },
    routes: async (http) => {
      await v1Routes(http, { ...deps, bell, words, erasing })
      await seedRoutes(http, { ...deps, bell, words, waitMs: timing.chatWait })
    },
    whileWriting: async (write) => {
      await keepEvents(ids, write)
      await tieAnswers(write)
    },
    afterCommit: (committed) => {
      bell.heard(committed)
      words.heard(committed)
      webhooks.heard(committed)
    },
    duties: [
      ...webhooks.duties,
      erasing.duty,
      {
        name: 'integrations that are down',
        every: timing.integrationWatch,
        run: () => watchIntegrations({ db, log, clock, ids }),
      },
      {
        name: 'old events of integrations',
        every: timing.sweep,
        atStart: true,
        run: async () => {
          await forgetEvents(db, clock())
          await forgetAsks(db, clock())
        },
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
    stop: async () => {
      bell.stop()
      words.stop()
      await webhooks.stop()
    },
  } satisfies Feature
}
