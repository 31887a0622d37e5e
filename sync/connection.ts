import * as v from 'valibot'
import { failure, outcomeOf, type ErrorCode } from '@baton/protocol/errors.ts'
import { hello } from '@baton/protocol/session.ts'
import { olderSide, type OlderSide } from '@baton/protocol/version.ts'
import { isFull } from '../db/is-full.ts'
import { adoptAccount } from './adopt-account.ts'
import type { AgentSocket } from './agent-socket.ts'
import type { Attempt, ConnectionEvents, Dialled } from './attempt.ts'
import { clearHints } from './apply-hints.ts'
import {
  finishSigningOut,
  noteConnecting,
  noteConnection,
  noteOffline,
  noteUrgent,
  noteSignedOut,
} from './connection-status.ts'
import type { Session, SyncDeps } from './deps.ts'
import { Feed } from './feed.ts'
import { askAgainForUnreadable } from './ask-again-for-unreadable.ts'
import { BlockWatch } from './block-watch.ts'
import { Pace } from './pace.ts'
import { retryDelay } from './retry-delay.ts'
import { watchCopy } from './watch-copy.ts'

/** Milliseconds. The server sends its newest revision every 20 s: a line that is silent for twice that is dead. */
export const SILENCE_MS = 45_000
const GREETING_MS = 10_000

/**
 * The one connection to the server: dials, waits for the greeting, feeds the server's events into the database, and
 * dials again whenever it ends, until the session is over.
 */
export class Connection {
  readonly #deps: SyncDeps & { pace: Pace }
  readonly #events: ConnectionEvents
  readonly #blockWatch: BlockWatch
  #attempt: Attempt | null = null
  /** Set while the session is being ended. It settles once that is done, and never rejects. */
  #ending: Promise<unknown> | null = null
  #failures = 0
  #cancelRetry: () => void = () => undefined

  constructor(deps: SyncDeps, events: ConnectionEvents) {
    this.#deps = { ...deps, pace: new Pace() }
    this.#events = events
    this.#blockWatch = new BlockWatch(deps)
  }

  /** The connection from its greeting on, current or not. The outbox is sent on it. */
  get greetedSocket(): AgentSocket | null {
    return this.#attempt?.greeted ? this.#attempt.socket : null
  }

  /** The connection while the copy is current. */
  get liveSocket(): AgentSocket | null {
    return this.#attempt?.live ? this.#attempt.socket : null
  }

  /**
   * Connects unless connected or connecting. Callers share one attempt and its result. `unproven` marks a session
   * that was issued a moment ago: if it is refused, that says nothing about the previous agent.
   */
  ensure(unproven = false): Promise<Dialled> {
    // The ending session is still stored. Dialling with it would keep its data and lose the reason for its end.
    if (this.#ending) return this.#ending.then(() => this.ensure(unproven))
    this.#hangUpIfSilent()
    this.#cancelRetry()
    if (this.#attempt) return this.#attempt.dialled
    const { promise, resolve } = Promise.withResolvers<Dialled>()
    const attempt: Attempt = {
      dialled: promise,
      settle: resolve,
      socket: null,
      feed: null,
      unproven,
      greeted: false,
      urgent: false,
      live: false,
      heardAt: this.#deps.now(),
      stopWaiting: () => undefined,
    }
    this.#attempt = attempt
    this.#dial(attempt).catch((error: unknown) => this.#stumbled(attempt, error))
    return promise
  }

  /**
   * Ends the session and closes the connection. The reason is stored first and the data removed last, so that the
   * next worker can finish if this one is killed in between.
   */
  async signedOut(reason: 'asked' | 'expired' | 'revoked'): Promise<void> {
    this.close('signed-out')
    const done = this.#endSession(reason)
    const ending = Promise.allSettled([done])
    this.#ending = ending
    void ending.then(() => {
      if (this.#ending === ending) this.#ending = null
    })
    await done
  }

  async #endSession(reason: 'asked' | 'expired' | 'revoked'): Promise<void> {
    const { db, now, session } = this.#deps
    await noteSignedOut(db, reason)
    const ended = await session.load()
    // In the other cases the server has ended the session itself.
    if (ended && reason === 'asked') await session.owe({ ...ended, since: now() })
    await session.clear()
    await finishSigningOut(db)
  }

  /** Closes the connection and does not dial again by itself. Callers that wait for the connection get `code`. */
  close(code: ErrorCode | 'offline' = 'offline'): void {
    this.#cancelRetry()
    const attempt = this.#attempt
    this.#attempt = null
    attempt?.stopWaiting()
    attempt?.feed?.stop()
    attempt?.socket?.close()
    attempt?.settle({ ok: false, code })
  }

  /** Handles a refusal with this code, or an unusable answer (null). */
  refused(code: ErrorCode | null, retryAfterMs = 0): void {
    if (code !== null && outcomeOf(code) === 'sign-in') this.#do(this.signedOut('expired'))
    else this.lost(code, retryAfterMs)
  }

  /** Closes the connection and dials again after a delay. `why` is the server's error code, null if it sent none. */
  lost(why: ErrorCode | null, retryAfterMs = 0, older: OlderSide = 'server'): void {
    const { db, now } = this.#deps
    const { live: wasLive = false, greeted: wasGreeted = true } = this.#attempt ?? {}
    this.close(why ?? 'offline')
    if (why !== null && outcomeOf(why) === 'update') {
      this.#do(noteConnection(db, { status: 'outdated', older }))
    } else {
      // A connection that was just live usually returns at once, so show no banner yet.
      this.#do(wasLive ? noteConnecting(db) : noteOffline(db, now()))
      if (!wasGreeted && why === null) this.#do(this.#blockWatch.failed())
    }
    this.#dialLater(retryAfterMs)
  }

  #dialLater(retryAfterMs: number): void {
    const { random, schedule } = this.#deps
    const delay = Math.max(retryAfterMs, retryDelay(this.#failures, random))
    this.#failures += 1
    this.#cancelRetry = schedule(delay, () => this.#do(this.ensure()))
  }

  async #dial(attempt: Attempt): Promise<void> {
    const { db, openSocket, schedule, session: store } = this.#deps
    const session = await store.load()
    if (!this.#isOn(attempt)) return
    if (!session) {
      this.close('signed-out')
      await noteSignedOut(db)
      return finishSigningOut(db)
    }
    await noteConnecting(db)
    await clearHints(db)
    this.#deps.tellReply({ kind: 'all-ended' })
    if (!this.#isOn(attempt)) return
    const socket = openSocket(session.serverUrl, session.token, {
      event: (name, body) => this.#isOn(attempt) && this.#heard(attempt, session, name, body),
      refused: (data) => this.#isOn(attempt) && this.#refusedToConnect(attempt, data),
      closed: () => this.#isOn(attempt) && this.lost(null),
    })
    attempt.socket = socket
    attempt.feed = this.#feedFrom(attempt, socket)
    attempt.stopWaiting = schedule(GREETING_MS, () => this.lost(null))
  }

  #feedFrom(attempt: Attempt, socket: AgentSocket): Feed {
    return new Feed(this.#deps, socket, {
      behind: async (revisions) => {
        if (!this.#isOn(attempt)) return
        const { urgent } = attempt
        await noteConnection(this.#deps.db, { status: 'catching-up', behind: revisions, urgent })
      },
      urgent: async () => {
        attempt.urgent = true
        await noteUrgent(this.#deps.db, () => this.#isOn(attempt))
      },
      current: async () => {
        if (!this.#isOn(attempt)) return
        this.#failures = 0
        if (!attempt.live) await this.#events.beforeLive()
        if (!this.#isOn(attempt)) return
        await noteConnection(this.#deps.db, { status: 'live' })
        if (!this.#isOn(attempt) || attempt.live) return
        attempt.live = true
        this.#watchCopy(attempt)
        this.#do(this.#deps.showFull(false))
        this.#events.live()
      },
      failed: (code) => this.#isOn(attempt) && this.refused(code),
      stumbled: (error) => this.#stumbled(attempt, error),
    })
  }

  #heard(attempt: Attempt, session: Session, name: string, body: unknown): void {
    attempt.heardAt = this.#deps.now()
    if (name === 'hello') {
      this.#greeted(attempt, session, body).catch((error: unknown) => {
        this.#stumbled(attempt, error)
      })
    } else if (name === 'signed-out') this.#do(this.signedOut(whyEnded(body)))
    else attempt.feed?.receive(name, body)
  }

  async #greeted(attempt: Attempt, session: Session, body: unknown): Promise<void> {
    const { heardAt } = attempt
    const greeting = v.safeParse(hello, body)
    if (!greeting.success) {
      this.lost(null)
      return
    }
    attempt.stopWaiting()
    const account = await adoptAccount(this.#deps.db, session.serverUrl, greeting.output)
    await askAgainForUnreadable(this.#deps, account, greeting.output.rev)
    if (!this.#isOn(attempt) || !attempt.socket) return
    attempt.settle({ ok: true, socket: attempt.socket })
    attempt.greeted = true
    this.#blockWatch.greeted()
    this.#events.greeted()
    await attempt.feed?.start(greeting.output, heardAt, account)
  }

  #refusedToConnect(attempt: Attempt, data: unknown): void {
    const said = v.safeParse(failure, data)
    if (!said.success) {
      this.lost(null)
    } else if (outcomeOf(said.output.code) === 'reject') {
      // The server refused the handshake: this token no longer admits its agent.
      this.close(said.output.code)
      this.#do(this.signedOut(attempt.unproven ? 'expired' : 'revoked'))
    } else {
      const { code, retryAfterMs, protocol } = said.output
      if (code === 'protocol-mismatch') this.lost(code, retryAfterMs, olderSide(protocol))
      else this.refused(code, retryAfterMs)
    }
  }

  /** The server's data could not be stored. It is pulled again until there is room. */
  #stumbled(attempt: Attempt, error: unknown): void {
    const { db, log, showFull } = this.#deps
    log('storing what the server told failed', error)
    if (!this.#isOn(attempt)) return
    // Callers that wait for the connection get `not-stored`: the line itself is good.
    attempt.settle({ ok: false, code: 'not-stored' })
    if (!isFull(error)) {
      this.lost(null)
      return
    }
    this.close()
    this.#do(showFull(true))
    // Storing this status may fail as well. Then the old one stays.
    this.#do(noteConnection(db, { status: 'connecting' }))
    this.#dialLater(0)
  }

  #hangUpIfSilent(): void {
    const attempt = this.#attempt
    if (!attempt?.live) return
    // A negative difference means that the clock was set back. It tells nothing about the silence.
    const silence = this.#deps.now() - attempt.heardAt
    if (silence > SILENCE_MS || silence < 0) this.lost(null)
  }

  #watchCopy(attempt: Attempt): void {
    attempt.stopWaiting = watchCopy(this.#deps, {
      lost: () => this.#isOn(attempt) && this.lost(null),
      failed: (error) => this.#stumbled(attempt, error),
    })
  }

  #isOn(attempt: Attempt): boolean {
    return this.#attempt === attempt
  }

  /** Runs work in the background and logs its errors, since nobody awaits it. */
  #do(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#deps.log('the connection stumbled', error))
  }
}

/** `expired` if signing in starts a new session; `revoked` if the agent was removed from the team. */
function whyEnded(body: unknown): 'expired' | 'revoked' {
  const said = v.safeParse(failure, body)
  return said.success && said.output.code === 'forbidden' ? 'revoked' : 'expired'
}
