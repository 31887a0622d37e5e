import type { Heartbeat } from '@baton/protocol/changes.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { Account } from '../db/rows.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import type { AgentSocket } from './agent-socket.ts'
import { applyChanges } from './apply-changes.ts'
import { applyHints, type Hint } from './apply-hints.ts'
import { catchUp, isCurrent, type CatchUpEvents } from './catch-up.ts'
import type { SyncDeps } from './deps.ts'
import type { ReadableChange } from './frames.ts'
import type { Pace } from './pace.ts'
import { noteServerTime } from './note-server-time.ts'
import { parseInbound, type Inbound } from './inbound.ts'

/** Events of a feed, for its connection. */
export interface FeedEvents extends CatchUpEvents {
  /** The copy is current. Called again after each gap that was closed. */
  current(): Promise<void>
  /** The feed has ended. The code is null when no usable answer came. */
  failed(code: ErrorCode | null): void
  /** The feed has ended: storing the server's data failed. */
  stumbled(error: unknown): void
}

/**
 * Stores one connection's events in the database, in order. Events that piled up are applied together. Any event that
 * does not follow the copy leads to a pull.
 */
export class Feed {
  /** Events that could not be parsed; a healthy server sends none. */
  unreadable = 0
  readonly #deps: SyncDeps & { pace: Pace }
  readonly #socket: AgentSocket
  readonly #events: FeedEvents
  readonly #inbox: Inbound[] = []
  #account: Account | null = null
  #clockOffset = 0
  /** The newest revision that the server has named. */
  #newest = 0
  #started = false
  #working = false
  #stopped = false

  constructor(deps: SyncDeps & { pace: Pace }, socket: AgentSocket, events: FeedEvents) {
    this.#deps = deps
    this.#socket = socket
    this.#events = events
  }

  /** Takes an unparsed event. Events before `start` wait for it. */
  receive(name: string, body: unknown): void {
    const inbound = parseInbound(name, body, this.#deps.now())
    if (!inbound) return
    // An answer's text goes to panels at once, since none of it is stored.
    if (inbound.kind === 'reply') {
      if (this.#started && !this.#stopped) this.#deps.tellReply(inbound.news)
      return
    }
    if (inbound.kind === 'unreadable') {
      this.unreadable += 1
      this.#deps.log('an event could not be read', name)
    }
    this.#inbox.push(inbound)
    if (this.#started) void this.#work()
  }

  /** Starts by catching up with the greeting, which this account got at `heardAt` (ms since 1970). */
  async start(greeting: Heartbeat, heardAt: number, account: Account): Promise<void> {
    this.#account = account
    this.#started = true
    this.#inbox.unshift({ kind: 'heartbeat', body: greeting, at: heardAt })
    await this.#work()
  }

  /** Stops. Nothing more is applied, not even waiting events. */
  stop(): void {
    this.#stopped = true
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    try {
      while (!this.#isStopped() && this.#inbox.length > 0) await this.#take(this.#nextRun())
    } catch (error) {
      if (this.#stopped) return
      this.#stopped = true
      this.#events.stumbled(error)
    } finally {
      this.#working = false
    }
  }

  /** The first event, and those right behind it that can be applied with it. */
  #nextRun(): Inbound[] {
    const kind = this.#inbox[0]?.kind
    const end = this.#inbox.findIndex((inbound) => inbound.kind !== kind)
    return this.#inbox.splice(0, end === -1 ? this.#inbox.length : end)
  }

  async #take(run: readonly Inbound[]): Promise<void> {
    const { db, now, version } = this.#deps
    const hints: Hint[] = []
    const changes: ReadableChange[] = []
    let seen: Heartbeat | null = null
    for (const inbound of run) {
      if (inbound.kind === 'hint') hints.push(inbound.hint)
      else if (inbound.kind === 'changed') changes.push(inbound.body)
      else if (inbound.kind === 'heartbeat') {
        seen = inbound.body
        this.#clockOffset = await noteServerTime(db, inbound.body.now, inbound.at)
      }
      // On no copy's timeline, so that it always leads to a pull.
      else seen = { timeline: '?', rev: this.#newest }
    }
    const account = this.#account
    if (hints.length > 0) return applyHints(db, account, hints, now() + this.#clockOffset)
    this.#tellAhead(changes)
    if (changes.length > 0 && (await applyChanges(db, account, changes, version)) === 'gap') {
      seen = changes.reduce((newest, change) => (change.rev > newest.rev ? change : newest))
    }
    if (seen) await this.#pullUpTo(seen)
  }

  #tellAhead(changes: readonly ReadableChange[]): void {
    const messages = changes.flatMap(({ rows }) =>
      rows.flatMap((row) => (row.kind === 'message' ? [row.value] : [])),
    )
    if (messages.length > 0) this.#deps.tellAhead(messages)
  }

  async #pullUpTo(seen: Heartbeat): Promise<void> {
    this.#newest = Math.max(this.#newest, seen.rev)
    if (!isCurrent(await getCursor(this.#deps.db), seen)) {
      const deps = { ...this.#deps, account: this.#account }
      const result = await catchUp(deps, this.#socket, seen, this.#events)
      if (result.status === 'failed') {
        this.#fail(result.code)
        return
      }
    }
    if (!this.#isStopped()) await this.#events.current()
  }

  #fail(code: ErrorCode | null): void {
    if (this.#stopped) return
    this.#stopped = true
    this.#events.failed(code)
  }

  /** A method, so that TypeScript does not narrow a value that changes during an await. */
  #isStopped(): boolean {
    return this.#stopped
  }
}
