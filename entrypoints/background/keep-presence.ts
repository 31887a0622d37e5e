import type { Preferences } from '../../preferences/preferences.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Sync } from '../../sync/sync.ts'

interface PresenceDeps {
  platform: Pick<Platform, 'isIdle' | 'onIdle'>
  sync: Pick<Sync, 'setIdle'>
  preferences: () => Promise<Pick<Preferences, 'awayAfter'>>
  log: (what: string, detail?: unknown) => void
}

/**
 * Lets the server know while nobody is at this machine, if the agent wants that. Call it synchronously at the start.
 * Answers what to call when it may have changed unnoticed.
 */
export function keepPresence({ platform, sync, preferences, log }: PresenceDeps): () => void {
  const look = async () => {
    const { awayAfter } = await preferences()
    await sync.setIdle(awayAfter !== null && (await platform.isIdle(awayAfter * 60)))
  }
  const lookNow = () => {
    look().catch((error: unknown) => log('whether somebody is here cannot be told', error))
  }
  platform.onIdle(lookNow)
  lookNow()
  return lookNow
}
