import type { Clock } from '../ground/clock.ts'
import { reserve, type Rate } from '../edge/token-bucket.ts'

/** What one connection has left. It may be overdrawn by the last answer, and then waits until that is made up for. */
export interface ByteBudget {
  spend(bytes: number): void
  /** How many milliseconds until there is something left. */
  waitMs(): number
}

/** Bytes that may be answered: `perSecond` over time, `burst` at once. */
export function byteBudget(rate: Rate, clock: Clock): ByteBudget {
  const left = reserve(rate, clock)
  return { spend: left.spend, waitMs: () => left.waitMs(0) }
}
