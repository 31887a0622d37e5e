import type { Hello } from '@baton/protocol/session.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { removeAccountData } from './reset-copy.ts'

/** Notes who the server says is signed in here. The data of anybody else who was is removed with it. */
export async function adoptAccount(
  db: BatonDatabase,
  serverUrl: string,
  { agent, team }: Pick<Hello, 'agent' | 'team'>,
): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    const known = await getAccount(db)
    const same =
      known?.serverUrl === serverUrl && known.agent.id === agent.id && known.team.id === team.id
    if (!same) await removeAccountData(db)
    await db.meta.put({ key: 'account', value: { serverUrl, agent, team } })
  })
}
