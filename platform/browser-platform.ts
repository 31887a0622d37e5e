import { browser } from 'wxt/browser'
import { onAlarm, startAlarm, stopAlarm } from './alarm.ts'
import { showBadge } from './badge.ts'
import { openPanelOnClick } from './open-panel.ts'
import { panelIsOpen } from './panel-is-open.ts'
import type { Platform } from './platform.ts'
import { clearSession, loadSession, saveSession } from './session-storage.ts'

/** The browser this runs in. What it offers is looked at when it is used: never by its name. */
export const browserPlatform: Platform = {
  showBadge,
  startAlarm,
  stopAlarm,
  onAlarm,
  onStart: (listener) => {
    browser.runtime.onStartup.addListener(listener)
    browser.runtime.onInstalled.addListener(() => listener())
  },
  onUpdateAvailable: (listener) => {
    browser.runtime.onUpdateAvailable.addListener(() => listener())
  },
  onOnline: (listener) => globalThis.addEventListener('online', listener),
  reload: () => browser.runtime.reload(),
  openPanelOnClick,
  panelIsOpen,
  session: { load: loadSession, save: saveSession, clear: clearSession },
}
