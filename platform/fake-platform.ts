import type { PreferencesStorage } from '../preferences/preferences.ts'
import type { PanelState } from './panel-state.ts'
import type { BadgeTone, Notification, Platform } from './platform.ts'
import type { StoredSession } from './session-storage.ts'
import type { Target } from './reveal-panel.ts'

type Happening =
  'alarm' | 'start' | 'update' | 'online' | 'panels' | 'next-waiting' | 'idle' | 'preferences'

/** A browser for tests: keeps what it was told, and does what it is made to do. It outlives backgrounds. */
export class FakePlatform implements Platform {
  badge: string | null = null
  tone: BadgeTone = 'waiting'
  badges: string[] = []
  alarm = false
  wakes: number | null = null
  reloads = 0
  panelOpensOnClick = false
  open: PanelState[] = []
  /** What was brought before the agent's eyes. */
  revealed: Target[] = []
  /** On the screen now, and all that ever were. */
  shown = new Map<string, Notification>()
  notified: Notification[] = []
  sounds: number[] = []
  /** Texts to make a template of. */
  wishes: string[] = []
  full = false
  readonly version = '1.0.0'
  /** Seconds for which nobody has been at the machine; null where the browser may not tell. */
  idleFor: number | null = null
  chosen: unknown = undefined
  stored: StoredSession | null
  #listeners = new Map<Happening, (() => void)[]>()
  #clicked: ((id: string, button: number | null) => void)[] = []
  #closed: ((id: string) => void)[] = []

  constructor(stored: StoredSession | null = null) {
    this.stored = stored
  }

  /** Lets the browser say that something happened. */
  fire(event: Happening): void {
    for (const listener of this.#listeners.get(event) ?? []) listener()
  }

  /** The agent clicks a notification, or one of its buttons. */
  click(id: string, button: number | null = null): void {
    for (const listener of this.#clicked) listener(id, button)
  }

  /** The agent puts a notification away. */
  putAway(id: string): void {
    this.shown.delete(id)
    for (const listener of this.#closed) listener(id)
  }

  /** What the agent has before their eyes from now on. */
  look(...panels: Partial<PanelState>[]): void {
    this.open = panels.map((panel) => ({
      ...{ windowId: 1, tabId: null, visible: true, focused: true, writing: false },
      conversationId: null,
      ...panel,
    }))
    this.fire('panels')
  }

  /** The background is dead: nobody listens any more. */
  forget(): void {
    this.#listeners = new Map()
    this.#clicked = []
    this.#closed = []
  }

  showBadge(text: string, tone: BadgeTone): Promise<void> {
    this.badge = text
    this.tone = tone
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

  wakeAt(when: number | null): Promise<void> {
    this.wakes = when
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

  onPanels(listener: () => void): void {
    this.#listen('panels', listener)
  }

  onNextWaiting(listener: () => void): void {
    this.#listen('next-waiting', listener)
  }

  panelIsOpen(): Promise<boolean> {
    return Promise.resolve(this.open.length > 0)
  }

  panels(): Promise<PanelState[]> {
    return Promise.resolve(this.open)
  }

  async reveal(target: Promise<Target>): Promise<void> {
    this.revealed.push(await target)
  }

  notify(notification: Notification): Promise<void> {
    this.shown.set(notification.id, notification)
    this.notified.push(notification)
    return Promise.resolve()
  }

  clearNotification(id: string): Promise<void> {
    this.shown.delete(id)
    return Promise.resolve()
  }

  notifications(): Promise<string[]> {
    return Promise.resolve([...this.shown.keys()])
  }

  onNotificationClicked(listener: (id: string, button: number | null) => void): void {
    this.#clicked.push(listener)
  }

  onNotificationClosed(listener: (id: string) => void): void {
    this.#closed.push(listener)
  }

  isIdle(seconds: number): Promise<boolean> {
    return Promise.resolve(this.idleFor !== null && this.idleFor >= seconds)
  }

  onIdle(listener: () => void): void {
    this.#listen('idle', listener)
  }

  showFull(full: boolean): Promise<void> {
    this.full = full
    return Promise.resolve()
  }

  openDesk(): Promise<void> {
    return Promise.resolve()
  }

  askForTemplate(text: string): Promise<void> {
    this.wishes.push(text)
    return Promise.resolve()
  }

  playSound(volume: number): Promise<void> {
    this.sounds.push(volume)
    return Promise.resolve()
  }

  reload(): void {
    this.reloads += 1
  }

  openPanelOnClick(): void {
    this.panelOpensOnClick = true
  }

  readonly preferences: PreferencesStorage = {
    load: () => Promise.resolve(this.chosen),
    save: (preferences) => {
      this.chosen = preferences
      this.fire('preferences')
      return Promise.resolve()
    },
    onChange: (listener) => this.#listen('preferences', listener),
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
    owed: () => Promise.resolve([]),
    owe: () => Promise.resolve(),
    settle: () => Promise.resolve(),
  }

  #listen(event: Happening, listener: () => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }
}
