import type { BatonDatabase } from '../db/database.ts'
import { getClockOffset } from '../db/queries/get-clock-offset.ts'

/** Milliseconds. Answers take varying time, so smaller differences count as none. */
const SAME_MS = 1_500

/**
 * Stores the difference between the server's clock and this machine's, for a background that starts offline. Returns
 * it in ms. An older server sends no `serverNow`.
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
