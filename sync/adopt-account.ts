import type { Hello } from '@baton/protocol/session.ts'
import { bringBack } from '../db/commands/set-aside.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'
import type { Account } from '../db/rows.ts'
import { removeAccountData } from './reset-copy.ts'

/**
 * Stores the account that the server signed in, and restores its unsent work. If another account's data is here, that
 * is removed in the same transaction.
 */
export async function adoptAccount(
  db: BatonDatabase,
  serverUrl: string,
  { agent, team }: Pick<Hello, 'agent' | 'team'>,
): Promise<Account> {
  return db.transaction('rw', db.tables, async () => {
    const known = await getAccount(db)
    const same =
      known?.serverUrl === serverUrl && known.agent.id === agent.id && known.team.id === team.id
    if (!same) await removeAccountData(db)
    const account = { serverUrl, agent, team }
    await db.meta.put({ key: 'account', value: account })
    await bringBack(db, account)
    return account
  })
}
