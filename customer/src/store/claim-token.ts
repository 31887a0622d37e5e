import { openDatabase } from './database.ts'

const TOKENS = 'tokens'

/**
 * Agrees with the other tabs of this browser on who the customer is: resolves to the token that all use, which
 * is `mine` if this tab was first. One that the server has `refused` counts for nothing.
 */
export type ClaimToken = (mine: string, refused: string | null) => Promise<string>

/**
 * Agrees by a transaction in IndexedDB: what one tab writes to localStorage the other may read too late, since
 * tabs are processes with copies of their own. Where there is no IndexedDB, each tab is its own customer.
 */
export function claimTokenIn(factory: () => IDBFactory, team: string): ClaimToken {
  return async (mine, refused) => {
    try {
      const db = await openDatabase(factory())
      try {
        return await claim(db, team, mine, refused)
      } finally {
        db.close()
      }
    } catch {
      return mine
    }
  }
}

function claim(
  db: IDBDatabase,
  team: string,
  mine: string,
  refused: string | null,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(TOKENS, 'readwrite')
    const tokens = transaction.objectStore(TOKENS)
    const known: IDBRequest<unknown> = tokens.get(team)
    let agreed = mine
    known.onsuccess = () => {
      const { result } = known
      if (typeof result === 'string' && result !== refused) agreed = result
      else tokens.put(mine, team)
    }
    transaction.oncomplete = () => resolve(agreed)
    transaction.onabort = () => reject(transaction.error ?? new Error('The token was not kept.'))
  })
}
