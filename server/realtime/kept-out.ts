import type { Clock } from '../ground/clock.ts'

/** Keys that are refused for a while after flooding their connection. */
export interface KeptOut {
  keepOut(key: string): void
  /** The remaining time in ms; 0 if the key may connect. */
  leftOf(key: string): number
}

/** Refuses each key for `ms`. */
export function keptOut(ms: number, clock: Clock): KeptOut {
  /** Ordered by the end of the refusal. */
  const until = new Map<string, number>()
  return {
    keepOut: (key) => {
      const now = clock()
      for (const [oldest, end] of until) {
        if (end > now) break
        until.delete(oldest)
      }
      until.delete(key)
      until.set(key, now + ms)
    },
    // Never longer than `ms`, even after the clock went back.
    leftOf: (key) => Math.min(ms, Math.max(0, (until.get(key) ?? 0) - clock())),
  }
}
