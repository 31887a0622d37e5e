import { Alerter, type AlertDeps } from '../../alerts/alerter.ts'
import { answerNotifications } from '../../alerts/answer-notifications.ts'
import type { BatonDatabase } from '../../db/database.ts'
import { alertEvents } from '../../db/queries/alert-events.ts'
import { getAccount } from '../../db/queries/get-account.ts'
import { getConnection } from '../../db/queries/get-connection.ts'
import { nextWaiting } from '../../db/queries/next-waiting.ts'
import { followQuery } from '../../db/follow-query.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Sync } from '../../sync/sync.ts'
import { afterRest } from './after-rest.ts'
import { BadgeKeeper } from './keep-badge.ts'

interface InformDeps extends Omit<AlertDeps, 'platform'> {
  platform: Platform
  sync: Pick<Sync, 'ask'>
}

/**
 * Milliseconds in which a panel draws what was chosen in it. It reads the database for that, and ought not to wait for a
 * look at every conversation, which only takes back what the agent has now before their eyes.
 */
const DRAWN_MS = 100
/** Milliseconds after which it is looked all the same, while a held key leads from one conversation to the next. */
const LATEST_MS = 1_000

/**
 * Tells the agent what goes on, with every panel closed: badge, notifications, sound. Call it synchronously at the
 * start. Answers what to call when time may have passed unnoticed.
 */
export function keepAgentInformed(deps: InformDeps): { onWake: () => void; onWishes: () => void } {
  const { db, platform, wishes } = deps
  const alerter = new Alerter(deps)
  const look = () => void alerter.look()
  const badge = new BadgeKeeper({
    ...deps,
    withMine: async () => (await wishes()).preferences.badgeMine,
  })
  answerNotifications({ ...deps, say: async () => (await wishes()).t })
  platform.onNextWaiting(() => {
    void platform.reveal(openNext(db, platform))
  })
  platform.onPanels(afterRest(deps, { rest: DRAWN_MS, latest: LATEST_MS }, look))
  followQuery({
    query: () => whatThereIs(db),
    next: look,
    failed: (error) => deps.log('what to tell the agent cannot be found out', error),
    schedule: deps.schedule,
  })
  void badge.follow()
  return {
    onWake: () => {
      badge.look()
      look()
    },
    onWishes: () => {
      void badge.follow()
      look()
    },
  }
}

/** Read so that it is read again whenever there may be something else to tell. */
async function whatThereIs(db: BatonDatabase): Promise<unknown> {
  const [account, connection] = await Promise.all([getAccount(db), getConnection(db)])
  return account && connection.status === 'live' ? alertEvents(db, account.agent.id) : null
}

async function openNext(db: BatonDatabase, platform: Platform): Promise<string | null> {
  const panels = await platform.panels()
  const open = panels.findLast(({ focused }) => focused)?.conversationId ?? ''
  return (await nextWaiting(db, open)) ?? null
}
