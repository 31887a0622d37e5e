import type { Kysely } from 'kysely'
import type { TeamLog } from '../../changes/team-log.ts'
import type { Clock, Ids } from '../../clock.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'
import type { Live } from '../../realtime/live.ts'
import type { Timing } from '../../timing.ts'
import type { ReplyMaker } from '../reply-maker.ts'
import { answerTurn, type Said } from './answer-turn.ts'
import { createOwedTurns } from './owed-turns.ts'
import { readTurn } from './read-turn.ts'
import { storeReply } from './store-reply.ts'
import { throttle } from './throttle.ts'

/** Tries at one answer before a human is asked for. */
const ATTEMPTS_MAX = 3

/** Answers that are made at the same time. */
const AT_ONCE = 16

export interface TurnRunner {
  start(): void
  /** There may be something to answer in this conversation. */
  kick(conversationId: string): void
  /** The conversation has another epoch: an answer made under an older one stops here and now. */
  stopOlder(conversationId: string, epoch: number): void
  stop(): Promise<void>
}

/** An answer being made. */
interface Running {
  abort: AbortController
  /** The epoch it is made under; null until the turn is taken. */
  epoch: number | null
  /** The newest epoch heard of since: it may be heard of before the taken row arrives here. */
  newest: number
  done: Promise<void>
}

interface Deps {
  db: Kysely<Database>
  log: TeamLog
  clock: Clock
  ids: Ids
  live: Live
  replyMaker: ReplyMaker
  timing: Timing
  /** Called with what went wrong; the turn itself is tried again. */
  onError: (error: unknown, conversationId: string | null) => void
}

/**
 * Makes the answers the AI owes. What is owed stands in the database, so a process may end at any moment and
 * the next one goes on; this one only keeps which answers it is making.
 */
export function createTurnRunner(deps: Deps): TurnRunner {
  const { db, log, clock, ids, live, replyMaker, timing, onError } = deps
  const holder = ids.next()
  const turns = createOwedTurns({ db, clock, holder, leaseMs: timing.turnLease })
  const running = new Map<string, Running>()
  let poll: NodeJS.Timeout | null = null
  let stopped = false

  async function look(): Promise<void> {
    for (const conversationId of await turns.due()) begin(conversationId)
  }

  function begin(conversationId: string): void {
    if (stopped || running.size >= AT_ONCE || running.has(conversationId)) return
    const entry: Running = {
      abort: new AbortController(),
      epoch: null,
      newest: 0,
      done: Promise.resolve(),
    }
    running.set(conversationId, entry)
    entry.done = work(conversationId, entry)
      .catch((error: unknown) => onError(error, conversationId))
      .finally(() => running.delete(conversationId))
    // Something may have been said meanwhile, or a place has become free for another.
    void entry.done.then(() => {
      if (!stopped) void look().catch((error: unknown) => onError(error, null))
    })
  }

  async function work(conversationId: string, entry: Running): Promise<void> {
    const taken = await turns.take(conversationId)
    if (taken === null) return
    entry.epoch = taken.epoch
    if (taken.epoch < entry.newest) return
    const messageId = ids.next()
    const stream = throttle<string>(timing.stream, (text) =>
      live.replyStreaming(taken, { conversationId, messageId, text }),
    )
    entry.abort.signal.addEventListener('abort', () => {
      stream.stop()
      live.replyEnded(taken, { conversationId, messageId })
    })
    const alive = setInterval(() => {
      void turns.renew(conversationId).then(
        (mine) => mine || entry.abort.abort(),
        (error: unknown) => onError(error, conversationId),
      )
    }, timing.turnLease / 3)
    try {
      const said = await say(taken, entry.abort.signal, (text) => stream.push(text))
      stream.stop()
      if (said !== null && !entry.abort.signal.aborted) {
        await storeReply({ log, ids }, { taken, holder, messageId, ...said })
      }
    } finally {
      clearInterval(alive)
      stream.stop()
      if (!entry.abort.signal.aborted) live.replyEnded(taken, { conversationId, messageId })
      if (stopped) await turns.release(conversationId)
    }
  }

  async function say(
    taken: ConversationRow,
    signal: AbortSignal,
    onText: (text: string) => void,
  ): Promise<Said | { text: string; handoff: 'could-not-answer' } | null> {
    try {
      return await answerTurn(replyMaker, await readTurn(db, taken), signal, onText)
    } catch (error) {
      if (signal.aborted) return null
      onError(error, taken.id)
      const attempts = taken.owedAttempts + 1
      if (attempts >= ATTEMPTS_MAX) return { text: '', handoff: 'could-not-answer' }
      await turns.putOff(taken.id, timing.turnRetry * 2 ** taken.owedAttempts)
      return null
    }
  }

  return {
    start: () => {
      poll = setInterval(() => {
        void look().catch((error: unknown) => onError(error, null))
      }, timing.turnPoll)
      void look().catch((error: unknown) => onError(error, null))
    },
    kick: begin,
    stopOlder: (conversationId, epoch) => {
      const entry = running.get(conversationId)
      if (!entry) return
      entry.newest = Math.max(entry.newest, epoch)
      if (entry.epoch !== null && entry.epoch < epoch) entry.abort.abort()
    },
    stop: async () => {
      stopped = true
      if (poll) clearInterval(poll)
      for (const { abort } of running.values()) abort.abort()
      await Promise.allSettled([...running.values()].map(({ done }) => done))
    },
  }
}
