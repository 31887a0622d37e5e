import type { BatonDatabase } from '../database.ts'
import { getConnection } from './get-connection.ts'

/** How many conversations in this copy wait for a human; 0 while signed out. */
export async function waitingCount(db: BatonDatabase): Promise<number> {
  return db.transaction('r', [db.meta, db.conversations], async () => {
    const connection = await getConnection(db)
    if (connection.status === 'signed-out') return 0
    return db.conversations.where('state').equals('waiting').count()
  })
}
