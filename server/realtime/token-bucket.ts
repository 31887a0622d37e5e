import type { Clock } from '../clock.ts'

/** How often something may be done: `perSecond` over time, `burst` at once. */
export interface Rate {
  perSecond: number
  burst: number
}

/** Takes one token; answers how many ms to wait when there is none, and 0 when there was. */
export type TokenBucket = () => number

export function tokenBucket({ perSecond, burst }: Rate, clock: Clock): TokenBucket {
  let tokens = burst
  let at = clock()
  return () => {
    const now = clock()
    tokens = Math.min(burst, tokens + (Math.max(0, now - at) / 1_000) * perSecond)
    at = now
    if (tokens < 1) return Math.ceil(((1 - tokens) / perSecond) * 1_000)
    tokens -= 1
    return 0
  }
}

/**
 * A bucket for each key, so that more connections give nobody more. One that has had the time to fill up is
 * forgotten: it would be full again anyway.
 */
export function tokenBuckets(rate: Rate, clock: Clock): (key: string) => TokenBucket {
  const fillsWithinMs = (rate.burst / rate.perSecond) * 1_000
  /** In the order of their last use. */
  const buckets = new Map<string, { take: TokenBucket; usedAt: number }>()
  return (key) => () => {
    const now = clock()
    for (const [oldest, { usedAt }] of buckets) {
      if (now - usedAt <= fillsWithinMs) break
      buckets.delete(oldest)
    }
    const take = buckets.get(key)?.take ?? tokenBucket(rate, clock)
    buckets.delete(key)
    buckets.set(key, { take, usedAt: now })
    return take()
  }
}
