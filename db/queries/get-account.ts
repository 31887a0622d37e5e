import type { BatonDatabase } from '../database.ts'
import type { Account } from '../rows.ts'

/** Who is signed in here, or was until the session ended; null when nobody is. */
export async function getAccount(db: BatonDatabase): Promise<Account | null> {
  const row = await db.meta.get('account')
  return row?.key === 'account' ? row.value : null
}
