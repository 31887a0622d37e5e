/** What is kept of a sign-in over restarts of the browser. */
export interface StoredSession {
  serverUrl: string
  token: string
}

/**
 * What the background needs of the browser, Chrome and Firefox behind one face. Methods called `on…` must be
 * called synchronously when the background starts, or the event that woke it is missed.
 */
export interface Platform {
  /** Text on the toolbar button; empty takes it away. */
  showBadge(text: string): Promise<void>
  /** Wakes the background every 30 s from now on: timers and sockets die with it, alarms do not. */
  startAlarm(): Promise<void>
  stopAlarm(): Promise<void>
  onAlarm(listener: () => void): void
  /** The browser was started, or the extension installed or updated. */
  onStart(listener: () => void): void
  /** A new version waits for this background to end. */
  onUpdateAvailable(listener: () => void): void
  /** The network seems to be back. */
  onOnline(listener: () => void): void
  /** Whether a panel is open in any window, as a side panel or in a tab. */
  panelIsOpen(): Promise<boolean>
  /** Ends this background, closes every panel and starts the newest version. */
  reload(): void
  /** A click on the toolbar button opens the panel from now on. */
  openPanelOnClick(): void
  session: {
    load(): Promise<StoredSession | null>
    save(session: StoredSession): Promise<void>
    clear(): Promise<void>
  }
}
