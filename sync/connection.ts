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

/** Milliseconds. The server tells its newest revision every 20 s: twice that in silence is a dead line. */
export const SILENCE_MS = 45_000
const GREETING_MS = 10_000

/**
 * The one connection to the server: dials, hears the greeting, feeds what the server tells into the
 * database, and dials again whenever it ends, until the session does.
 */
export class Connection {
  readonly #deps: SyncDeps & { pace: Pace }
  readonly #events: ConnectionEvents
  readonly #blockWatch: BlockWatch
  #attempt: Attempt | null = null
  /** While the session is being ended: settles, never rejects, once it has. */
  #ending: Promise<unknown> | null = null
  #failures = 0
  #cancelRetry: () => void = () => undefined

  constructor(deps: SyncDeps, events: ConnectionEvents) {
    this.#deps = { ...deps, pace: new Pace() }
    this.#events = events
    this.#blockWatch = new BlockWatch(deps)
  }

  /** The connection from its greeting on, however much the copy has to catch up with: what waits is sent by it. */
  get greetedSocket(): AgentSocket | null {
    return this.#attempt?.greeted ? this.#attempt.socket : null
  }

  /** The connection while the copy is current. */
  get liveSocket(): AgentSocket | null {
    return this.#attempt?.live ? this.#attempt.socket : null
  }

  /**
   * Connects unless connected or about to be; all who ask meanwhile share one try and its answer. `unproven`
   * says that the session was given a moment ago: being refused then tells nothing about the last one's agent.
   */
  ensure(unproven = false): Promise<Dialled> {
    // The session is there still, and would be dialled with: its data would stay, and why it ended be lost.
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
   * Hangs up for good: nobody is signed in any more. The reason is noted first and the data removed last, so that
   * a worker killed in between leaves what the next one finishes.
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
    // The server ends the others by itself.
    if (ended && reason === 'asked') await session.owe({ ...ended, since: now() })
    await session.clear()
    await finishSigningOut(db)
  }

  /** Hangs up, and does not dial again by itself. Whoever waits for the connection hears `code`. */
  close(code: ErrorCode | 'offline' = 'offline'): void {
    this.#cancelRetry()
    const attempt = this.#attempt
    this.#attempt = null
    attempt?.stopWaiting()
    attempt?.feed?.stop()
    attempt?.socket?.close()
    attempt?.settle({ ok: false, code })
  }

  /** The server refused something with this code, or answered nothing usable (null). */
  refused(code: ErrorCode | null, retryAfterMs = 0): void {
    if (code !== null && outcomeOf(code) === 'sign-in') this.#do(this.signedOut('expired'))
    else this.lost(code, retryAfterMs)
  }

  /** Hangs up and dials again after a while. `why` is what the server said, null when it said nothing. */
  lost(why: ErrorCode | null, retryAfterMs = 0, older: OlderSide = 'server'): void {
    const { db, now } = this.#deps
    const { live: wasLive = false, greeted: wasGreeted = true } = this.#attempt ?? {}
    this.close(why ?? 'offline')
    if (why !== null && outcomeOf(why) === 'update') {
      this.#do(noteConnection(db, { status: 'outdated', older }))
    } else {
      // A line that was good a moment ago mostly comes back at once: not worth a banner yet.
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
      // Told no at the door: whoever this token was for may not come in any more.
      this.close(said.output.code)
      this.#do(this.signedOut(attempt.unproven ? 'expired' : 'revoked'))
    } else {
      const { code, retryAfterMs, protocol } = said.output
      if (code === 'protocol-mismatch') this.lost(code, retryAfterMs, olderSide(protocol))
      else this.refused(code, retryAfterMs)
    }
  }

  /** What the server told could not be stored: it is asked for again, until there is room for it. */
  #stumbled(attempt: Attempt, error: unknown): void {
    const { db, log, showFull } = this.#deps
    log('storing what the server told failed', error)
    if (!this.#isOn(attempt)) return
    // Whoever waits for the connection hears what it failed of: the line is good.
    attempt.settle({ ok: false, code: 'not-stored' })
    if (!isFull(error)) {
      this.lost(null)
      return
    }
    this.close()
    this.#do(showFull(true))
    // This may be too much to store as well, and then says what it said.
    this.#do(noteConnection(db, { status: 'connecting' }))
    this.#dialLater(0)
  }

  #hangUpIfSilent(): void {
    const attempt = this.#attempt
    if (!attempt?.live) return
    // A clock that was set back tells nothing of how long ago it was.
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

  /** Lets something run on; what it fails with is told, since nobody waits for it. */
  #do(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#deps.log('the connection stumbled', error))
  }
}

/** A session that ended by itself is begun anew by signing in; an agent taken out of the team is out. */
function whyEnded(body: unknown): 'expired' | 'revoked' {
  const said = v.safeParse(failure, body)
  return said.success && said.output.code === 'forbidden' ? 'revoked' : 'expired'
}
