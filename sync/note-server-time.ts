import type { BatonDatabase } from '../db/database.ts'
import { getClockOffset } from '../db/queries/get-clock-offset.ts'

/** Milliseconds. An answer is on its way for a moment, now longer, now shorter: what is within that is the same. */
const SAME_MS = 1_500

/**
 * Notes by how much the server's clock differs from this machine's, so that a background that starts without a line knows.
 * Answers the difference in ms. `serverNow` is left out by a server that does not tell.
 */
export async function noteServerTime(
  db: BatonDatabase,
  serverNow: number | undefined,
  now: number,
): Promise<number> {
  return db.transaction('rw', db.meta, async () => {
    const known = await getClockOffset(db)
    if (serverNow === undefined || Math.abs(serverNow - now - known) < SAME_MS) return known
    const value = serverNow - now
    await db.meta.put({ key: 'clockOffset', value: Math.abs(value) < SAME_MS ? 0 : value })
    return value
  })
}
