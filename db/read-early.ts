import Dexie, { type Table } from 'dexie'
import type { BatonDatabase } from './database.ts'

/**
 * What `read` finds in one read transaction, told before the transaction has ended: somebody waits for it to be
 * painted, and to a reader its end says nothing more.
 */
export function readEarly<T>(
  db: BatonDatabase,
  tables: readonly Table[],
  read: () => Promise<T>,
): Promise<T> {
  // Dexie's: who awaits another promise that is kept within a transaction goes on within it, after its end.
  return new Dexie.Promise((resolve, reject) => {
    db.transaction('r', tables, async () => resolve(await read())).catch(reject)
  })
}
