import type { BatonDatabase } from '../database.ts'
import type { Account } from '../rows.ts'

/** The account that is signed in here, or was until its session ended; null if there is none. */
export async function getAccount(db: BatonDatabase): Promise<Account | null> {
  const row = await db.meta.get('account')
  return row?.key === 'account' ? row.value : null
}
