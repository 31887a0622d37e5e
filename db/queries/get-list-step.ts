import type { BatonDatabase } from '../database.ts'
import { getCursor } from './get-cursor.ts'

/** The list's step, raised with each write of conversations: see `putConversations`. */
export async function getListStep(db: BatonDatabase): Promise<number> {
  const row = await db.meta.get('listStep')
  if (row?.key === 'listStep') return row.value
  // Copies made before there were steps are stamped with the server's revisions.
  return (await getCursor(db))?.rev ?? 0
}
