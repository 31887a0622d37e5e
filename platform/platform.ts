import type { PreferencesStorage } from '../preferences/preferences.ts'
import type { PanelState } from './panel-state.ts'
import type { Target } from './reveal-panel.ts'
import type { SessionStorage } from './session-storage.ts'

/** Amber while customers wait, red once one has waited too long. */
export type BadgeTone = 'waiting' | 'late'

/** A desktop notification. Its buttons are left out where the browser has none (Firefox). */
export interface Notification {
  id: string
  title: string
  message: string
  /** At most two. */
  buttons: readonly string[]
}

/**
 * What the background needs of the browser, Chrome and Firefox behind one face. Methods called `on…` must be
 * called synchronously when the background starts, or the event that woke it is missed.
 */
export interface Platform {
  /** Of the extension. */
  readonly version: string
  /** Text on the toolbar button; empty takes it away. */
  showBadge(text: string, tone: BadgeTone): Promise<void>
  /** Wakes the background every 30 s from now on: timers and sockets die with it, alarms do not. */
  startAlarm(): Promise<void>
  stopAlarm(): Promise<void>
  /** Wakes the background once more, at `when` (ms since 1970); null takes it back. */
  wakeAt(when: number | null): Promise<void>
  onAlarm(listener: () => void): void
  /** The browser was started, or the extension installed or updated. */
  onStart(listener: () => void): void
  /** A new version waits for this background to end. */
  onUpdateAvailable(listener: () => void): void
  /** The network seems to be back. */
  onOnline(listener: () => void): void
  /** Whether a panel is open in any window, as a side panel or in a tab. */
  panelIsOpen(): Promise<boolean>
  /** What every open panel shows. */
  panels(): Promise<PanelState[]>
  /** A panel was opened or closed, or shows something else. */
  onPanels(listener: () => void): void
  /**
   * Brings a panel before the agent's eyes. Call it in the handler of a click or a key before anything is awaited:
   * browsers open a side panel only then. `target` says what to show, once it is known.
   */
  reveal(target: Promise<Target>): Promise<void>
  /** The browser-wide key for the next conversation that waits. */
  onNextWaiting(listener: () => void): void
  notify(notification: Notification): Promise<void>
  clearNotification(id: string): Promise<void>
  /** Ids of the notifications that are on the screen, or in the system's list. */
  notifications(): Promise<string[]>
  /** `button` counts from 0; null is a click on the notification itself. */
  onNotificationClicked(listener: (id: string, button: number | null) => void): void
  /** The agent put one away. */
  onNotificationClosed(listener: (id: string) => void): void
  /** Whether nobody has been at this machine for so many seconds; false where the browser may not tell. */
  isIdle(seconds: number): Promise<boolean>
  onIdle(listener: () => void): void
  /** Makes sure that the document is there which searches and copies for the background. */
  openDesk(): Promise<void>
  /** Has the panel that comes next begin a template with this text. */
  askForTemplate(text: string): Promise<void>
  /** `volume` from 0 to 1. */
  playSound(volume: number): Promise<void>
  /** Ends this background, closes every panel and starts the newest version. */
  reload(): void
  /** A click on the toolbar button opens the panel from now on. */
  openPanelOnClick(): void
  /** Tells the panels that the local database has no room, or has it again. */
  showFull(full: boolean): Promise<void>
  preferences: PreferencesStorage
  session: SessionStorage
}
