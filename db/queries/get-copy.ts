import type { BatonDatabase } from '../database.ts'

/** Names this copy of the server's rows; empty before it was dropped for the first time. */
export async function getCopy(db: BatonDatabase): Promise<string> {
  const row = await db.meta.get('copy')
  return row?.key === 'copy' ? row.value : ''
}
