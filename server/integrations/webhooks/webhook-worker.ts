import { oneByOne } from '../../ground/one-by-one.ts'
import { queuedOf } from './delivery-log.ts'
import { sendQueued, stepLane, type DeliveryDeps } from './lane-step.ts'
import { dueLanes, handOut, type Lane } from './lanes.ts'
import type { WebhookLeases } from './webhook-leases.ts'
import type { WebhookRow } from './webhook-row.ts'

/** Requests to one webhook at the same time, each of another conversation. */
const AT_ONCE = 4
/** The place among them that what admins ask for has. */
const ASKED_FOR = 'asked for'

/** Delivers what one webhook has to deliver, until nothing is due. */
export interface WebhookWorker {
  /** Something more may be due. */
  ring(): void
  /** Resolves once nothing is due or under way. Rejects when the database fails. */
  readonly done: Promise<void>
}

interface Deps extends DeliveryDeps {
  leases: WebhookLeases
}

/** Starts a worker. `signal` stops it: requests under way are given up, and sent again by whoever comes next. */
export function startWorker(deps: Deps, webhookId: string, signal: AbortSignal): WebhookWorker {
  const { db, clock, leases } = deps
  const oneAtATime = oneByOne()
  const underWay = new Map<string, Promise<void>>()
  let bell = Promise.withResolvers<null>()
  let position: Pick<WebhookRow, 'rev' | 'place'> = { rev: 0, place: 0 }
  let failure: { error: unknown } | null = null

  function begin(key: string, work: Promise<void>): void {
    const ended = work
      .catch((error: unknown) => {
        if (!signal.aborted) failure ??= { error }
      })
      .finally(() => underWay.delete(key))
    underWay.set(key, ended)
  }

  async function beginDue(): Promise<void> {
    const row = await leases.take(webhookId)
    if (!row) return
    if (!underWay.has(ASKED_FOR)) {
      const queued = await queuedOf(db, webhookId).limit(1).executeTakeFirst()
      if (queued) begin(ASKED_FOR, sendQueued(deps, row, queued, signal))
    }
    if (row.parkedAt !== null) return
    const webhook = await oneAtATime(async () => {
      position = await handOut(db, row, clock())
      return { ...row, ...position }
    })
    for (const lane of await freeLanes()) {
      const around = { holder: leases.holder, signal, atPosition }
      begin(lane.conversationId, stepLane(deps, webhook, lane, around))
    }
  }

  function freeLanes(): Promise<Lane[]> {
    const without = [...underWay.keys()].filter((key) => key !== ASKED_FOR)
    const limit = AT_ONCE - without.length
    if (limit <= 0) return Promise.resolve([])
    return dueLanes(db, webhookId, { now: clock(), limit, without })
  }

  function atPosition(
    work: (at: Pick<WebhookRow, 'rev' | 'place'>) => Promise<void>,
  ): Promise<void> {
    return oneAtATime(() => work(position))
  }

  async function work(): Promise<void> {
    for (;;) {
      bell = Promise.withResolvers()
      if (!signal.aborted && failure === null) await beginDue()
      if (underWay.size === 0) break
      await Promise.race([bell.promise, ...underWay.values()])
    }
    await leases.giveBack(webhookId)
    if (failure !== null) throw failure.error
  }

  return { ring: () => bell.resolve(null), done: work() }
}
