import type { Clock } from '../ground/clock.ts'

/** Who is not let in again for a while, having flooded their connection. */
export interface KeptOut {
  keepOut(key: string): void
  /** How long still, in ms; 0 for who may come in. */
  leftOf(key: string): number
}

/** Keeps each out for `ms`. */
export function keptOut(ms: number, clock: Clock): KeptOut {
  /** In the order of their ends. */
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
    // A clock that went back keeps nobody out for longer.
    leftOf: (key) => Math.min(ms, Math.max(0, (until.get(key) ?? 0) - clock())),
  }
}
