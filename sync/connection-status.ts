import type { BatonDatabase } from '../db/database.ts'
import type { Connection } from '../db/rows.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import { removeAccountData, removeRevoked } from './reset-copy.ts'

// What the panel shows of the connection. The row outlives the worker, so each change looks at what it says.

export async function noteConnection(db: BatonDatabase, value: Connection): Promise<void> {
  await db.meta.put({ key: 'connection', value })
}

/** Trying again while offline is no news: the banner stays until the server has been reached. */
export async function noteConnecting(db: BatonDatabase): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const { status } = await getConnection(db)
    if (status === 'offline' || status === 'outdated') return
    await noteConnection(db, { status: 'connecting' })
  })
}

/** What is urgent is here while all else is still on its way. */
export async function noteUrgent(db: BatonDatabase, isOn: () => boolean): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const connection = await getConnection(db)
    if (connection.status !== 'catching-up' || connection.urgent || !isOn()) return
    await noteConnection(db, { ...connection, urgent: true })
  })
}

/** Offline since `now` (ms since 1970), or since it was so noted first. */
export async function noteOffline(db: BatonDatabase, now: number): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const { status } = await getConnection(db)
    if (status !== 'offline') await noteConnection(db, { status: 'offline', since: now })
  })
}

/** Why it is offline, as found out; no news once it is not. */
export async function noteBlocked(db: BatonDatabase, blocked: boolean): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const connection = await getConnection(db)
    if (connection.status !== 'offline' || (connection.blocked ?? false) === blocked) return
    await noteConnection(db, { ...connection, blocked })
  })
}

/** There is no session any more. Without a `reason`, why is kept if it is known. */
export async function noteSignedOut(
  db: BatonDatabase,
  reason?: 'asked' | 'expired' | 'revoked',
): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const [known, account] = await Promise.all([getConnection(db), getAccount(db)])
    if (known.status === 'signed-out' && !reason) return
    const why = account ? (reason ?? 'expired') : reason === 'asked' ? reason : 'never'
    await noteConnection(db, { status: 'signed-out', reason: why })
  })
}

/** Removes the data of an account that has signed out or was taken out of the team, if it is here still. */
export async function finishSigningOut(db: BatonDatabase): Promise<void> {
  const connection = await getConnection(db)
  if (connection.status !== 'signed-out') return
  if (connection.reason === 'asked') await removeAccountData(db)
  if (connection.reason === 'revoked') await removeRevoked(db, await getAccount(db))
}
