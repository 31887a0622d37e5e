const FIRST_MS = 500
const LONGEST_MS = 15_000

/**
 * The delay in milliseconds before attempt `attempt` (from 0). It is random up to a limit that doubles from half a
 * second to 15 s. The whole span is random ("full jitter"), so that clients do not all return to a restarted server
 * at once. It is at least 50 ms, so that failures never make a busy loop.
 */
export function retryDelay(attempt: number, random: () => number): number {
  const limit = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10))
  return Math.max(50, Math.round(limit * random()))
}
