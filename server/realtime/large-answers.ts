import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { LargeAnswers, Sized } from '../feature/agent-handlers.ts'
import type { Clock } from '../ground/clock.ts'
import { Refused } from '../ground/refused.ts'
import { byteBudget } from './byte-budget.ts'
import type { Rate } from '../edge/token-bucket.ts'

/** The part of a connection that shows whether it has drained. */
interface Line {
  connected: boolean
  conn: {
    transport: { writable: boolean }
    on(event: 'drain' | 'close', heard: () => void): unknown
    off(event: 'drain' | 'close', heard: () => void): unknown
  }
}

/** Enough for a first sync of the largest team at once, then more than a panel's line carries. */
const RATE: Rate = { perSecond: 6 * 1024 * 1024, burst: 24 * 1024 * 1024 }

/** When a connection that starts two pulls at once may ask again, in ms. */
const AGAIN_MS = 1_000

/** Most pages that may wait on one connection. */
const WAITING_MAX = 20

/**
 * Charges large answers by size, and makes one team's pulls one at a time. So fifty first syncs at once need the
 * memory of one, and other requests are served between any two pages.
 */
export function largeAnswers(clock: Clock): (teamId: string, line: Line) => LargeAnswers {
  const teams = queues()
  return (teamId, line) => {
    const own = queues()
    const budget = byteBudget(RATE, clock)
    let pulling = false
    let waiting = 0
    const answer = async <T>(work: () => Promise<Sized<T>>): Promise<T> => {
      const wait = budget.waitMs()
      if (wait > 0) await sleep(wait)
      await taken(line)
      if (!line.connected) throw new Refused('overloaded')
      const made = await work()
      budget.spend(made.bytes)
      return made.answer
    }
    return {
      pull: async (work) => {
        if (pulling) throw new Refused('rate-limited', { retryAfterMs: AGAIN_MS })
        pulling = true
        try {
          return await own(teamId, () => answer(() => teams(teamId, work)))
        } finally {
          pulling = false
        }
      },
      page: async (work) => {
        if (waiting >= WAITING_MAX) throw new Refused('rate-limited', { retryAfterMs: AGAIN_MS })
        waiting += 1
        try {
          return await own(teamId, () => answer(work))
        } finally {
          waiting -= 1
        }
      },
    }
  }
}

/** Runs the work of one key in sequence, and yields to the event loop in between. */
function queues(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const run = (last.get(key) ?? Promise.resolve()).then(work)
    const ended: Promise<unknown> = run
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => nextTurn())
      .then(() => {
        if (last.get(key) === ended) last.delete(key)
      })
    last.set(key, ended)
    return run
  }
}

/** Waits until the connection has drained. Otherwise answers would pile up here for a client that does not read. */
function taken({ conn, connected }: Line): Promise<void> {
  if (!connected || conn.transport.writable) return Promise.resolve()
  return new Promise((resolve) => {
    const heard = () => {
      conn.off('drain', heard)
      conn.off('close', heard)
      resolve()
    }
    conn.on('drain', heard)
    conn.on('close', heard)
  })
}
