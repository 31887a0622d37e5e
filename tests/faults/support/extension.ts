import { liveQuery } from 'dexie'
import { onTestFinished } from 'vitest'
import { BatonDatabase } from '../../../db/database.ts'
import { getConnection } from '../../../db/queries/get-connection.ts'
import type { Connection } from '../../../db/rows.ts'
import { openSocket } from '../../../sync/open-socket.ts'
import type { SyncDeps } from '../../../sync/deps.ts'
import { Sync } from '../../../sync/sync.ts'

/** Time as the extension has it. */
export interface LabClock {
  now(): number
  schedule(ms: number, task: () => void): () => void
  /** Takes every timer away: they die with the worker. */
  forget(): void
}

/** Time that passes by itself. */
export function realClock(): LabClock {
  const timers = new Set<NodeJS.Timeout>()
  return {
    now: () => Date.now(),
    schedule: (ms, task) => {
      const timer = setTimeout(task, ms)
      timers.add(timer)
      return () => clearTimeout(timer)
    },
    forget: () => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

/** Time that passes when the test says so. */
export class HeldClock implements LabClock {
  #now = Date.now()
  #timers: { at: number; task: () => void }[] = []

  now(): number {
    return this.#now
  }

  schedule(ms: number, task: () => void): () => void {
    const timer = { at: this.#now + ms, task }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  forget(): void {
    this.#timers = []
  }

  /** Milliseconds pass, and what was to happen in them happens, in its order. */
  pass(ms: number): void {
    this.#now += ms
    const due = this.#timers.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at)
    this.#timers = this.#timers.filter((timer) => !due.includes(timer))
    for (const { task } of due) task()
  }

  /** A laptop asleep: time has passed, and no timer has fired in it. */
  sleep(ms: number): void {
    this.#now += ms
    for (const timer of this.#timers) timer.at += ms
  }
}

let databases = 0

/**
 * The extension's own background, against a real server: what runs in the browser, but for the browser. For
 * the test that is running: it ends with it.
 */
export class Extension {
  readonly db: BatonDatabase
  readonly clock: LabClock
  readonly #session: { serverUrl: string; token: string }
  sync: Sync

  constructor(serverUrl: string, token: string, clock: LabClock = realClock()) {
    databases += 1
    this.db = new BatonDatabase(`faults-${databases}`)
    this.clock = clock
    this.#session = { serverUrl, token }
    this.sync = new Sync(this.#deps())
    onTestFinished(async () => {
      this.clock.forget()
      this.sync.close()
      await this.db.delete()
    })
  }

  /** The worker is killed: nothing in memory is left, no timer fires, the line is gone. A new one is there. */
  killWorker(): void {
    this.clock.forget()
    this.sync.close()
    this.sync = new Sync(this.#deps())
  }

  /** Connects and catches up. */
  async live(): Promise<void> {
    await this.sync.ensureConnected()
    await this.untilStatus('live')
  }

  async untilStatus(status: Connection['status']): Promise<void> {
    await this.until(
      () => getConnection(this.db),
      (connection) => connection.status === status,
    )
  }

  /** Waits until a question to the local database is answered so. */
  until<T>(question: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      const subscription = liveQuery(question).subscribe({
        next: (answer) => {
          if (!fits(answer)) return
          queueMicrotask(() => subscription.unsubscribe())
          resolve(answer)
        },
        error: reject,
      })
    })
  }

  #deps(): SyncDeps {
    return {
      db: this.db,
      session: {
        load: () => Promise.resolve(this.#session),
        save: () => Promise.resolve(),
        clear: () => Promise.resolve(),
        owed: () => Promise.resolve([]),
        owe: () => Promise.resolve(),
        settle: () => Promise.resolve(),
      },
      openSocket,
      fetch: (url, init) => fetch(url, init),
      now: () => this.clock.now(),
      // The shortest waits: a lab has no crowd of clients to spread.
      random: () => 0,
      schedule: (ms, task) => this.clock.schedule(ms, task),
      tellAhead: () => undefined,
      tellReply: () => undefined,
      version: '1.0.0',
      showFull: () => Promise.resolve(),
      log: () => undefined,
    }
  }
}
