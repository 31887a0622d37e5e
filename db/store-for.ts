import type { Table } from 'dexie'
import { accountKey } from './account-key.ts'
import type { BatonDatabase } from './database.ts'
import { getAccount } from './queries/get-account.ts'
import type { Account } from './rows.ts'

/** What was asked for has no place any more: its account went, or the database with it. */
export class AccountGone extends Error {
  override name = 'AccountGone'
}

/**
 * Stores what was asked for as `account`, in one transaction over `tables`, if that account is here still: an answer
 * may come after its agent has signed out, and nothing of theirs may stay, or reach the next one. Throws `AccountGone`
 * otherwise.
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
