import type { Table } from 'dexie'
import { accountKey } from './account-key.ts'
import type { BatonDatabase } from './database.ts'
import { getAccount } from './queries/get-account.ts'
import type { Account } from './rows.ts'

/** The target of an answer no longer exists: its account, or the database. */
export class AccountGone extends Error {
  override name = 'AccountGone'
}

/**
 * Stores an answer in the name of `account`, in one transaction over `tables`, if that account is still here. An
 * answer may come after its agent has signed out: none of their data may stay, or reach the next agent. Throws
 * `AccountGone` otherwise.
 */
export function storeFor<T>(
  db: BatonDatabase,
  account: Account | null,
  tables: readonly Table[],
  store: () => Promise<T>,
): Promise<T> {
  return db.transaction('rw', [db.meta, ...tables], async () => {
    const here = await getAccount(db)
    if (!account || !here || accountKey(here) !== accountKey(account)) throw new AccountGone()
    return store()
  })
}
