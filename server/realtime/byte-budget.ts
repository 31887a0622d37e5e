import type { Clock } from '../ground/clock.ts'
import { reserve, type Rate } from '../edge/token-bucket.ts'

/**
 * The bytes that one connection has left. The last answer may overdraw it; then it waits until that is made up for.
 */
export interface ByteBudget {
  spend(bytes: number): void
  /** How many milliseconds until there are bytes left. */
  waitMs(): number
}

/** A budget of bytes to answer: `perSecond` over time, `burst` at once. */
export function byteBudget(rate: Rate, clock: Clock): ByteBudget {
  const left = reserve(rate, clock)
  return { spend: left.spend, waitMs: () => left.waitMs(0) }
}
