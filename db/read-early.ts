import Dexie, { type Table } from 'dexie'
import type { BatonDatabase } from './database.ts'

/**
 * Resolves with what `read` finds in a read transaction, before that transaction has ended. Somebody is waiting for
 * it to be painted, and for a read the transaction's end adds nothing.
 */
export function readEarly<T>(
  db: BatonDatabase,
  tables: readonly Table[],
  read: () => Promise<T>,
): Promise<T> {
  // A Dexie promise: awaiting a native one that resolves within a transaction would continue in that transaction
  // after its end.
  return new Dexie.Promise((resolve, reject) => {
    db.transaction('r', tables, async () => resolve(await read())).catch(reject)
  })
}
