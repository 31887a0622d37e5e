import { browser } from 'wxt/browser'
import { onAlarm, startAlarm, stopAlarm, wakeAt } from './alarm.ts'
import { showBadge } from './badge.ts'
import { onNextWaiting } from './commands.ts'
import { openHiddenDocument } from './hidden-document.ts'
import { isIdle, onIdle } from './idle.ts'
import {
  clearNotification,
  notifications,
  notify,
  onNotificationClicked,
  onNotificationClosed,
} from './notifications.ts'
import { openPanelOnClick } from './open-panel.ts'
import { panelIsOpen } from './panel-is-open.ts'
import { Panels } from './panels.ts'
import type { Platform } from './platform.ts'
import { preferencesStorage } from './preferences-storage.ts'
import { followFrontWindow, revealPanel } from './reveal-panel.ts'
import { openSecretStorage } from './secret-storage.ts'
import { sessionStorage } from './session-storage.ts'
import { playSound } from './sound.ts'
import { showFull } from './storage-full.ts'
import { askForTemplate } from './template-wish.ts'

/**
 * The browser this runs in; call it once, when the background starts. What the browser offers is looked at when it
 * is used: never by its name.
 */
export function browserPlatform(): Platform {
  const secrets = openSecretStorage()
  const panels = new Panels()
  panels.accept()
  followFrontWindow()
  return {
    version: browser.runtime.getManifest().version,
    showBadge,
    startAlarm,
    stopAlarm,
    wakeAt,
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
    panels: () => panels.all(),
    onPanels: (listener) => panels.onChange(listener),
    reveal: (target) => revealPanel(panels, target),
    onNextWaiting,
    notify,
    clearNotification,
    notifications,
    onNotificationClicked,
    onNotificationClosed,
    isIdle,
    onIdle,
    openDesk: () => openHiddenDocument('CLIPBOARD'),
    askForTemplate,
    playSound,
    showFull,
    preferences: preferencesStorage,
    session: sessionStorage(secrets),
  }
}
