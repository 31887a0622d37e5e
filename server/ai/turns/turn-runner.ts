import type { Kysely } from 'kysely'
import { actingAs } from '../../changes/acting-as.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import type { Duty } from '../../feature/duty.ts'
import type { Clock, Ids } from '../../ground/clock.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'
import type { Live } from '../../realtime/live.ts'
import type { Timing } from '../../ground/timing.ts'
import { aiWordsFor } from '../../conversations/handoff/ai-words.ts'
import { MakerFailed, type MakerFor } from '../reply-maker.ts'
import type { Turn } from '../turn.ts'
import { answerTurn } from './answer-turn.ts'
import { lettersOf } from './cap-turn.ts'
import { createOwedTurns, leaseOf } from './owed-turns.ts'
import { readTurn } from './read-turn.ts'
import { storeReply, type FinishedTurn } from './store-reply.ts'
import { streamPause, throttle } from '../../ground/throttle.ts'
import { createTurnCounter } from './turn-budgets.ts'
import type { TurnBudgets } from '../../edge/turn-budgets.ts'

/** Tries at one answer before a human is asked for. */
const ATTEMPTS_MAX = 2
/** Longest that a maker may ask to be left alone before the second one, in ms. A human is asked for sooner. */
const RETRY_AFTER_MAX_MS = 10_000
/** Turns taken in one go: others are heard before the next ones are. */
const TAKEN_AT_ONCE = 25
/** Part of the places that one team has at most: a maker that is slow for it leaves some for the others. */
const TEAM_SHARE = 0.75

export interface TurnRunner {
  /** Looks for what is owed, beside being told of it; and says of what is being answered that somebody is at it. */
  duties: readonly Duty[]
  /** There may be something to answer. */
  kick(): void
  /** The conversation has another epoch: an answer made under an older one stops here and now. */
  stopOlder(conversationId: string, epoch: number): void
  stop(): Promise<void>
}

/** An answer being made. */
interface Running {
  abort: AbortController
  teamId: string
  epoch: number
  done: Promise<void>
}

/** What was read for an answer, or why it could not be. */
type Read =
  { row: ConversationRow; turn: Turn } | { row: ConversationRow; turn: null; error: unknown }

/** What answers are made with. */
export interface TurnDeps {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  ids: Ids
  live: Live
  makerFor: MakerFor
  /** Answers made at the same time, over all teams. */
  atOnce: number
  budgets: TurnBudgets
  timing: Timing
  /** Called with what went wrong; the turn itself is tried again. */
  onError: (error: unknown, conversationId: string | null) => void
}

/**
 * Makes the answers the AI owes, many at the same time: most of an answer's time is its maker's. What is owed stands in
 * the database, so a process may end at any moment and the next one goes on; this one only keeps which answers it is
 * making.
 */
export function createTurnRunner(deps: TurnDeps): TurnRunner {
  const { db, log, clock, ids, live, makerFor, timing, onError } = deps
  const places = deps.atOnce
  const holder = ids.next()
  const turns = createOwedTurns({ db, clock, holder, leaseMs: timing.turnLease })
  const count = createTurnCounter(deps)
  const running = new Map<string, Running>()
  /** Newest epochs that were heard of while turns are being taken: the rows may arrive here after the news. */
  const heard = new Map<string, number>()
  let looking: Promise<void> | null = null
  let again = false
  let stopped = false

  /** Looks for what is owed, once more if there was a reason meanwhile. */
  function look(): Promise<void> {
    again = true
    looking ??= lookWhileAsked().finally(() => {
      looking = null
      heard.clear()
      if (again && !stopped) kick()
    })
    return looking
  }

  function kick(): void {
    look().catch((error: unknown) => onError(error, null))
  }

  async function lookWhileAsked(): Promise<void> {
    // News of one moment come together; they are looked at together.
    await Promise.resolve()
    while (again && !stopped) {
      again = false
      const free = Math.min(TAKEN_AT_ONCE, places - running.size)
      if (free <= 0) return
      const taken = await turns.take(free, mayHave)
      if (taken.length === free) again = true
      await begin(taken)
    }
  }

  /** How many more of a team's answers may be made now. */
  function mayHave(teamId: string): number {
    const held = [...running.values()].filter((entry) => entry.teamId === teamId).length
    return Math.max(1, Math.floor(places * TEAM_SHARE)) - held
  }

  async function begin(taken: readonly ConversationRow[]): Promise<void> {
    const read = await Promise.all(taken.map(readOne))
    const asked = read.flatMap(({ row, turn }) =>
      turn === null ? [] : [{ row, letters: lettersOf(turn) }],
    )
    const refused = asked.length > 0 ? await count(asked) : new Set<string>()
    for (const one of read) {
      const { row } = one
      if ((heard.get(row.id) ?? 0) > row.epoch) continue
      const abort = new AbortController()
      const { teamId, epoch } = row
      const entry: Running = { abort, teamId, epoch, done: Promise.resolve() }
      // One whose lease has run out, or whose epoch has passed, while it was still at work.
      running.get(row.id)?.abort.abort()
      running.set(row.id, entry)
      entry.done = work(one, refused.has(row.id), abort.signal)
        .catch((error: unknown) => onError(error, row.id))
        .finally(() => {
          if (running.get(row.id) === entry) running.delete(row.id)
          // Something may have been said meanwhile, and a place has become free for another.
          if (!stopped) kick()
        })
    }
  }

  /** A row that cannot be read holds up no other: it counts as a failed attempt at its own answer. */
  async function readOne(row: ConversationRow): Promise<Read> {
    try {
      return { row, turn: await readTurn(db, row) }
    } catch (error) {
      return { row, turn: null, error }
    }
  }

  async function work(read: Read, isOverBudget: boolean, signal: AbortSignal): Promise<void> {
    const { row: taken, turn } = read
    const messageId = ids.next()
    const reply = { conversationId: taken.id, messageId }
    const stream = throttle<string>(
      (text) => streamPause(timing.stream, text.length),
      (text) => live.replyStreaming(taken, { ...reply, text }),
    )
    const end = () => {
      stream.stop()
      live.replyEnded(taken, reply)
    }
    signal.addEventListener('abort', end, { once: true })
    try {
      const said = isOverBudget
        ? ({ text: '', handoff: 'over-budget', why: null } as const)
        : await say(read, signal, (text) => stream.push(text))
      stream.stop()
      if (said === null || signal.aborted) return
      const lease = leaseOf(holder, taken.epoch)
      const finished = {
        taken,
        lease,
        messageId,
        words: turn?.words ?? aiWordsFor({}, null),
        ...said,
      }
      await storeReply({ log: actingAs(log, { kind: 'ai' }), ids }, finished)
    } finally {
      if (!signal.aborted) end()
    }
  }

  async function say(
    read: Read,
    signal: AbortSignal,
    onText: (text: string) => void,
  ): Promise<Pick<FinishedTurn, 'text' | 'handoff' | 'why'> | null> {
    const { row: taken } = read
    const late = AbortSignal.timeout(timing.turnLimit)
    try {
      if (read.turn === null) throw read.error
      const maker = await makerFor(taken.teamId)
      const said = await answerTurn(maker, read.turn, AbortSignal.any([signal, late]), onText)
      return { ...said, why: null }
    } catch (error) {
      if (signal.aborted) return null
      onError(error, taken.id)
      const failed = error instanceof MakerFailed ? error : null
      const waitMs = Math.max(timing.turnRetry, failed?.retryAfterMs ?? 0)
      const mayTryAgain =
        taken.owedAttempts + 1 < ATTEMPTS_MAX &&
        waitMs <= RETRY_AFTER_MAX_MS &&
        (failed?.isPassing ?? true)
      if (!mayTryAgain) {
        return { text: '', handoff: 'could-not-answer', why: failed?.why ?? null }
      }
      await turns.putOff(taken, waitMs)
      return null
    }
  }

  async function stayAlive(): Promise<void> {
    const before = [...running]
    const mine = await turns.renew(before.map(([id]) => id))
    for (const [id, entry] of before) if (!mine.has(id)) entry.abort.abort()
  }

  return {
    duties: [
      { name: 'owed answers', every: timing.turnPoll, atStart: true, run: look },
      { name: 'leases of answers', every: timing.turnLease / 3, run: stayAlive },
    ],
    kick,
    stopOlder: (conversationId, epoch) => {
      if (looking) heard.set(conversationId, Math.max(epoch, heard.get(conversationId) ?? 0))
      const entry = running.get(conversationId)
      if (entry && entry.epoch < epoch) entry.abort.abort()
    },
    stop: async () => {
      stopped = true
      for (const { abort } of running.values()) abort.abort()
      await looking?.catch((error: unknown) => onError(error, null))
      for (const { abort } of running.values()) abort.abort()
      await Promise.allSettled([...running.values()].map(({ done }) => done))
      // On a full disk, too, the server stops: leases end by themselves.
      await turns.releaseAll().catch((error: unknown) => onError(error, null))
    },
  }
}
