import { liveQuery } from 'dexie'
import { badgeText } from '@baton/domain/badge-count.ts'
import type { BatonDatabase } from '../../db/database.ts'
import { waitingCount } from '../../db/queries/waiting-count.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Sync } from '../../sync/sync.ts'
import { UpdateGate } from './update-gate.ts'

type Synced = Pick<Sync, 'kick' | 'flush' | 'close'>

/**
 * Keeps the connection up and the badge true for as long as somebody is signed in, through every way in
 * which a background comes and goes. Call it synchronously at the start.
 */
export function keepRunning(
  sync: Synced,
  platform: Platform,
  db: BatonDatabase,
  now: () => number = Date.now,
): void {
  const gate = new UpdateGate(sync, platform, db, now)
  const wake = () => {
    void wakeUp(sync, platform).then(() => gate.look())
  }
  platform.onAlarm(wake)
  platform.onStart(wake)
  platform.onOnline(wake)
  platform.onUpdateAvailable(() => void gate.available())
  platform.openPanelOnClick()
  keepBadge(platform, db)
  wake()
}

async function wakeUp(sync: Synced, platform: Platform): Promise<void> {
  const session = await platform.session.load()
  // Made sure of at every start: an update of the extension takes the alarms away.
  await (session ? platform.startAlarm() : platform.stopAlarm())
  await sync.kick()
}

/** Set anew at every start too: whether a badge outlives the browser differs from one to the next. */
function keepBadge(platform: Platform, db: BatonDatabase): void {
  liveQuery(() => waitingCount(db)).subscribe({
    next: (count) => void platform.showBadge(badgeText(count)),
    error: (error: unknown) => {
      console.error('Baton: the badge cannot be counted', error)
      // A number that may be wrong is worse than none.
      void platform.showBadge('')
    },
  })
}
