import type { BatonDatabase } from '../../db/database.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Sync } from '../../sync/sync.ts'
import { UpdateGate } from './update-gate.ts'

type Synced = Pick<Sync, 'kick' | 'flush' | 'close'>

/**
 * Keeps the connection up for as long as somebody is signed in, through every way in which a background comes and
 * goes. `onWake` is called each time that time may have passed unnoticed. Call it synchronously at the start.
 */
export function keepRunning(
  sync: Synced,
  platform: Platform,
  db: BatonDatabase,
  onWake: () => void = () => undefined,
  now: () => number = Date.now,
): void {
  const gate = new UpdateGate(sync, platform, db, now)
  const wake = () => {
    onWake()
    void wakeUp(sync, platform).then(() => gate.look())
  }
  platform.onAlarm(wake)
  platform.onStart(wake)
  platform.onOnline(wake)
  platform.onUpdateAvailable(() => void gate.available())
  platform.openPanelOnClick()
  wake()
}

async function wakeUp(sync: Synced, platform: Platform): Promise<void> {
  const session = await platform.session.load()
  // Made sure of at every start: an update of the extension takes the alarms away.
  await (session ? platform.startAlarm() : platform.stopAlarm())
  await sync.kick()
}
