import { VIEWING_LASTS_MS } from '@baton/protocol/live.ts'
import type { BatonDatabase } from '../database.ts'
import type { ViewingRow } from '../rows.ts'

/** Which colleagues look at which conversation at `now` (ms since 1970); what was not repeated in time is left out. */
export async function listViewing(db: BatonDatabase, now: number): Promise<ViewingRow[]> {
  const rows = await db.viewing.toArray()
  // One further off than it can be told was noted before a clock was set back.
  return rows.filter(({ until }) => until > now && until <= now + VIEWING_LASTS_MS)
}
