import type { BatonDatabase } from '../database.ts'
import { getCursor } from './get-cursor.ts'

/** How often conversations were written to this copy: see `putConversations`. */
export async function getListStep(db: BatonDatabase): Promise<number> {
  const row = await db.meta.get('listStep')
  if (row?.key === 'listStep') return row.value
  // Copies made before steps were counted are stamped with the server's revisions.
  return (await getCursor(db))?.rev ?? 0
}
