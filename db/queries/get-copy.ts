import type { BatonDatabase } from '../database.ts'

/** The id of this copy of the server's rows; empty until a copy was dropped for the first time. */
export async function getCopy(db: BatonDatabase): Promise<string> {
  const row = await db.meta.get('copy')
  return row?.key === 'copy' ? row.value : ''
}
