import type { BatonDatabase } from '../database.ts'
import type { Cursor } from '../rows.ts'

/** This copy's cursor; null before the first page was stored. */
export async function getCursor(db: BatonDatabase): Promise<Cursor | null> {
  const row = await db.meta.get('cursor')
  return row?.key === 'cursor' ? row.value : null
}
