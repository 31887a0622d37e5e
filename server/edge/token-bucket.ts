import type { Clock } from '../ground/clock.ts'

/** How often something may be done: `perSecond` over time, `burst` at once. */
export interface Rate {
  perSecond: number
  burst: number
}

type Reserve = ReturnType<typeof reserve>

/** What is left of a rate: it fills up as time passes, and may be overdrawn. */
export function reserve({ perSecond, burst }: Rate, clock: Clock) {
  let left = burst
  let at = clock()
  const now = () => {
    const then = at
    at = clock()
    left = Math.min(burst, left + (Math.max(0, at - then) / 1_000) * perSecond)
    return left
  }
  return {
    /** How much there is now. */
    now,
    spend: (amount: number) => {
      left = now() - amount
    },
    /** Milliseconds until there is so much. */
    waitMs: (amount: number) => Math.ceil((Math.max(0, amount - now()) / perSecond) * 1_000),
  }
}

/**
 * Takes tokens, one unless said otherwise; answers how many ms to wait when there are not so many, and 0 when there
 * were. What costs more than the bucket holds takes all of it.
 */
export type TokenBucket = (cost?: number) => number

export function tokenBucket(rate: Rate, clock: Clock): TokenBucket {
  const tokens = reserve(rate, clock)
  return (cost = 1) => {
    const price = Math.min(cost, rate.burst)
    if (tokens.now() < price) return tokens.waitMs(price)
    tokens.spend(price)
    return 0
  }
}

/** A bucket for each key, so that more connections give nobody more. */
export function tokenBuckets(rate: Rate, clock: Clock): (key: string) => TokenBucket {
  const bucketOf = forEach(rate, clock, () => tokenBucket(rate, clock))
  return (key) => (cost) => bucketOf(key)(cost)
}

/** A reserve for each key. */
export function reserves(rate: Rate, clock: Clock): (key: string) => Reserve {
  return forEach(rate, clock, () => reserve(rate, clock))
}

/** What is kept for each key. One that has had the time to fill up is forgotten: it would be full again anyway. */
function forEach<T>(rate: Rate, clock: Clock, make: () => T): (key: string) => T {
  const fillsWithinMs = (rate.burst / rate.perSecond) * 1_000
  const kept = new Map<string, { value: T; usedAt: number }>()
  let sweptAt = clock()
  /** All are looked at once in the time that one takes to fill: at each use it would cost what there are. */
  const sweep = (now: number) => {
    sweptAt = now
    for (const [key, { usedAt }] of kept) {
      if (now - usedAt > fillsWithinMs) kept.delete(key)
    }
  }
  return (key) => {
    const now = clock()
    if (Math.abs(now - sweptAt) > fillsWithinMs) sweep(now)
    const one = kept.get(key) ?? { value: make(), usedAt: now }
    one.usedAt = now
    kept.set(key, one)
    return one.value
  }
}
