const FIRST_MS = 500
const LONGEST_MS = 15_000

/**
 * How many milliseconds to wait before try number `attempt` (from 0): anywhere up to a limit that doubles
 * from half a second to 15 s. The whole span is random ("full jitter"), so that a server coming back is not
 * met by all its clients at once. Never less than 50 ms, so that two failures are never one busy loop.
 */
export function retryDelay(attempt: number, random: () => number): number {
  const limit = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10))
  return Math.max(50, Math.round(limit * random()))
}
