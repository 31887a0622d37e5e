import type { BatonDatabase } from '../database.ts'

/** Milliseconds by which the server's clock is ahead of this machine's, as last measured. */
export async function getClockOffset(db: BatonDatabase): Promise<number> {
  const row = await db.meta.get('clockOffset')
  return row?.key === 'clockOffset' ? row.value : 0
}
