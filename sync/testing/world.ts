import type { Message } from '@baton/protocol/message.ts'
import type { ReplyNews } from '@baton/domain/reply-news.ts'
import { liveQuery } from 'dexie'
import { BatonDatabase } from '../../db/database.ts'
import { getConnection } from '../../db/queries/get-connection.ts'
import type { Connection } from '../../db/rows.ts'
import type { OwedSession, Session, SyncDeps } from '../deps.ts'
import { Sync } from '../sync.ts'
import { FakeLine } from './fake-line.ts'
import { FakeServer } from './fake-server.ts'

let databases = 0

/** An extension and its server, with a clock and a line that the test controls. */
export class World {
  readonly server = new FakeServer()
  readonly line = new FakeLine(this.server)
  readonly db: BatonDatabase
  readonly logged: string[] = []
  session: Session | null = { serverUrl: 'https://baton.test', token: 'secret' }
  /** Ended sessions of which the server does not know yet. */
  owed: OwedSession[] = []
  /** Whether the panel shows that the local database is full. */
  full = false
  /** Messages shown in panels before they were stored. */
  ahead: Message[] = []
  /** Unfinished answers of the AI as shown in panels. */
  replies: ReplyNews[] = []
  clock = 1_000_000
  /** The extension's version, used by the next worker. */
  version = '1.0.0'
  fetch: SyncDeps['fetch'] = () => Promise.reject(new Error('nobody there'))
  sync: Sync
  #timers: { at: number; task: () => void }[] = []

  constructor() {
    databases += 1
    this.db = new BatonDatabase(`test-${databases}`)
    this.sync = this.#newSync()
  }

  readonly deps = (): SyncDeps => ({
    db: this.db,
    session: {
      load: () => Promise.resolve(this.session),
      save: (session) => Promise.resolve(void (this.session = session)),
      clear: () => Promise.resolve(void (this.session = null)),
      owed: () => Promise.resolve(this.owed),
      owe: (session) => Promise.resolve(void this.owed.push(session)),
      settle: (token) => {
        this.owed = this.owed.filter((owed) => owed.token !== token)
        return Promise.resolve()
      },
    },
    openSocket: this.line.open,
    fetch: (url, init) => this.fetch(url, init),
    version: this.version,
    now: () => this.clock,
    random: () => 0.5,
    schedule: (ms, task) => {
      const timer = { at: this.clock + ms, task }
      this.#timers.push(timer)
      return () => {
        this.#timers = this.#timers.filter((other) => other !== timer)
      }
    },
    tellAhead: (messages) => this.ahead.push(...messages),
    tellReply: (news) => this.replies.push(news),
    showFull: (full) => Promise.resolve(void (this.full = full)),
    log: (what) => this.logged.push(what),
  })

  /** Kills the worker: its memory is lost, no timer fires, and the line breaks. */
  kill(): void {
    this.#timers = []
    this.sync.close()
    this.sync = this.#newSync()
  }

  /** Advances the clock and runs the timers that fall due. */
  pass(ms: number): void {
    this.clock += ms
    const due = this.#timers.filter(({ at }) => at <= this.clock)
    this.#timers = this.#timers.filter((timer) => !due.includes(timer))
    for (const { task } of due) task()
  }

  /** Polls until the result of `question` fits, without advancing the clock. */
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

  async untilStatus(status: Connection['status']): Promise<Connection> {
    return this.until(
      () => getConnection(this.db),
      (connection) => connection.status === status,
    )
  }

  async live(): Promise<void> {
    await this.sync.ensureConnected()
    await this.untilStatus('live')
  }

  #newSync(): Sync {
    return new Sync(this.deps())
  }
}
