import type { Clock } from '../ground/clock.ts'

/** How often something may be done: `perSecond` over time, `burst` at once. */
export interface Rate {
  perSecond: number
  burst: number
}

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

/**
 * A bucket for each key, so that more connections give nobody more. One that has had the time to fill up is
 * forgotten: it would be full again anyway.
 */
export function tokenBuckets(rate: Rate, clock: Clock): (key: string) => TokenBucket {
  const fillsWithinMs = (rate.burst / rate.perSecond) * 1_000
  const buckets = new Map<string, { take: TokenBucket; usedAt: number }>()
  let sweptAt = clock()
  /** All are looked at once in the time that one takes to fill: at each use it would cost what there are. */
  const sweep = (now: number) => {
    sweptAt = now
    for (const [key, { usedAt }] of buckets) {
      if (now - usedAt > fillsWithinMs) buckets.delete(key)
    }
  }
  return (key) => (cost) => {
    const now = clock()
    if (Math.abs(now - sweptAt) > fillsWithinMs) sweep(now)
    const bucket = buckets.get(key) ?? { take: tokenBucket(rate, clock), usedAt: now }
    bucket.usedAt = now
    buckets.set(key, bucket)
    return bucket.take(cost)
  }
}
