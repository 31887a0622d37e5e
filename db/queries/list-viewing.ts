import { VIEWING_LASTS_MS } from '@baton/protocol/live.ts'
import type { BatonDatabase } from '../database.ts'
import type { ViewingRow } from '../rows.ts'

/**
 * Which colleagues are viewing which conversation at `now` (ms since 1970). Rows not repeated in time are left out.
 */
export async function listViewing(db: BatonDatabase, now: number): Promise<ViewingRow[]> {
  const rows = await db.viewing.toArray()
  // A row further in the future was written before the clock was set back.
  return rows.filter(({ until }) => until > now && until <= now + VIEWING_LASTS_MS)
}
