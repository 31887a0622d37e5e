import type { BatonDatabase } from '../database.ts'
import type { Connection } from '../rows.ts'

/** The state of the background's connection. Without a stored one it is signed out. */
export async function getConnection(db: BatonDatabase): Promise<Connection> {
  const row = await db.meta.get('connection')
  return row?.key === 'connection' ? row.value : { status: 'signed-out', reason: 'never' }
}
