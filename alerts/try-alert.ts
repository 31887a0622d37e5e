import type { AlertPreferences } from '@baton/domain/alert-preferences.ts'
import type { Platform } from '../platform/platform.ts'
import type { Say } from './words.ts'

/** The result of a trial. A false value means that the browser refuses notifications or sounds. */
export interface Tried {
  shown: boolean
  heard: boolean
}

/** Shows an alert like a real event, whatever is switched off, so that an agent sees and hears it. */
export async function tryAlert(
  platform: Pick<Platform, 'notify' | 'playSound'>,
  wishes: () => Promise<{ preferences: AlertPreferences; t: Say }>,
): Promise<Tried> {
  const { preferences, t } = await wishes()
  const done = (work: Promise<void>) =>
    work.then(
      () => true,
      () => false,
    )
  const [shown, heard] = await Promise.all([
    done(
      platform.notify({
        ...{ id: 'try', buttons: [] },
        title: t('alerts.test'),
        message: t('alerts.testBody'),
      }),
    ),
    done(platform.playSound(preferences.volume)),
  ])
  return { shown, heard }
}
