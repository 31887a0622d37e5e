import type { Platform, StoredSession } from './platform.ts'

/** A browser for tests: keeps what it was told, and does what it is made to do. */
export class FakePlatform implements Platform {
  badge: string | null = null
  badges: string[] = []
  alarm = false
  reloads = 0
  panelOpensOnClick = false
  panels = 0
  stored: StoredSession | null
  readonly #listeners = new Map<string, (() => void)[]>()

  constructor(stored: StoredSession | null = null) {
    this.stored = stored
  }

  /** Lets the browser say that something happened. */
  fire(event: 'alarm' | 'start' | 'update' | 'online'): void {
    for (const listener of this.#listeners.get(event) ?? []) listener()
  }

  showBadge(text: string): Promise<void> {
    this.badge = text
    this.badges.push(text)
    return Promise.resolve()
  }

  startAlarm(): Promise<void> {
    this.alarm = true
    return Promise.resolve()
  }

  stopAlarm(): Promise<void> {
    this.alarm = false
    return Promise.resolve()
  }

  onAlarm(listener: () => void): void {
    this.#listen('alarm', listener)
  }

  onStart(listener: () => void): void {
    this.#listen('start', listener)
  }

  onUpdateAvailable(listener: () => void): void {
    this.#listen('update', listener)
  }

  onOnline(listener: () => void): void {
    this.#listen('online', listener)
  }

  panelIsOpen(): Promise<boolean> {
    return Promise.resolve(this.panels > 0)
  }

  reload(): void {
    this.reloads += 1
  }

  openPanelOnClick(): void {
    this.panelOpensOnClick = true
  }

  readonly session = {
    load: () => Promise.resolve(this.stored),
    save: (session: StoredSession) => {
      this.stored = session
      return Promise.resolve()
    },
    clear: () => {
      this.stored = null
      return Promise.resolve()
    },
  }

  #listen(event: string, listener: () => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }
}
