import type { AlertPreferences } from '@baton/domain/alert-preferences.ts'
import { computed } from 'vue'
import { usePreferences } from '../../stores/preferences.ts'

/** How this browser alerts, and the way to change some of it. */
export function useAlertPreferences() {
  const preferences = usePreferences()
  const alerts = computed<AlertPreferences>(() => preferences.now.alerts)
  function set(change: Partial<AlertPreferences>): void {
    void preferences.set('alerts', { ...preferences.now.alerts, ...change })
  }
  return { alerts, set }
}
