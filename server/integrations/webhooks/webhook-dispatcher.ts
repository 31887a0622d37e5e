import type { Committed } from '../../changes/team-log.ts'
import type { FaultLog } from '../../edge/fault-log.ts'
import type { Duty, Wake } from '../../feature/duty.ts'
import type { Timing } from '../../ground/timing.ts'
import { forgetDeliveries } from './delivery-log.ts'
import type { DeliveryDeps } from './lane-step.ts'
import { webhookLeases } from './webhook-leases.ts'
import { startWorker, type WebhookWorker } from './webhook-worker.ts'

interface Deps extends DeliveryDeps {
  timing: Timing
  onFault: FaultLog
}

/** Sends the events of integrations to their webhooks. */
export interface WebhookDispatcher {
  /** Something was committed here. */
  heard(committed: Pick<Committed, 'mirrored'>): void
  /** An admin has changed or asked for something: all webhooks are looked at now. */
  lookAtAll(): void
  duties: readonly Duty[]
  /** Gives up what is under way: it is sent again after the next start. */
  stop(): Promise<void>
}

/** A worker for each webhook that has something due: one that is slow holds up no other. */
export function createDispatcher(deps: Deps): WebhookDispatcher {
  const { db, clock, ids, timing, onFault } = deps
  const leases = webhookLeases({ db, clock, holder: ids.next() })
  const stopped = new AbortController()
  const workers = new Map<string, WebhookWorker>()
  const heardOf = new Set<string>()
  let allAt = -Infinity
  let wake: Wake = () => undefined

  async function run(): Promise<void> {
    const isForAll = performance.now() >= allAt
    if (isForAll) allAt = performance.now() + timing.webhookPoll
    const heard = [...heardOf]
    heardOf.clear()
    if (!isForAll && heard.length === 0) return
    for (const id of await leases.due(isForAll ? null : heard)) {
      const worker = workers.get(id)
      if (worker) worker.ring()
      else start(id)
    }
  }

  function start(id: string): void {
    const worker = startWorker({ ...deps, leases }, id, stopped.signal)
    workers.set(id, worker)
    worker.done
      .catch((error: unknown) => onFault(error, 'delivering to a webhook'))
      .finally(() => workers.delete(id))
  }

  return {
    heard: ({ mirrored }) => {
      for (const { channelId } of mirrored) heardOf.add(channelId)
      if (mirrored.length > 0) wake(0)
    },
    lookAtAll: () => {
      allAt = -Infinity
      wake(0)
    },
    duties: [
      {
        name: 'webhooks',
        every: timing.webhookPoll,
        atStart: true,
        run,
        hears: (given) => (wake = given),
      },
      {
        name: 'the log of webhooks',
        every: timing.sweep,
        atStart: true,
        run: () => forgetDeliveries(db, clock()),
      },
    ],
    stop: async () => {
      stopped.abort()
      await Promise.allSettled([...workers.values()].map(({ done }) => done))
    },
  }
}
