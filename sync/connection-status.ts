import type { BatonDatabase } from '../db/database.ts'
import type { Connection } from '../db/rows.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getConnection } from '../db/queries/get-connection.ts'
import { removeAccountData, removeRevoked } from './reset-copy.ts'

// The connection's status as the panel shows it. The row outlives the worker, so each change depends on the stored
// status.

export async function noteConnection(db: BatonDatabase, value: Connection): Promise<void> {
  await db.meta.put({ key: 'connection', value })
}

/** Retrying while offline changes nothing: the banner stays until the server has been reached. */
export async function noteConnecting(db: BatonDatabase): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const { status } = await getConnection(db)
    if (status === 'offline' || status === 'outdated') return
    await noteConnection(db, { status: 'connecting' })
  })
}

/** Urgent conversations are up to date while the rest is being pulled. */
export async function noteUrgent(db: BatonDatabase, isOn: () => boolean): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const connection = await getConnection(db)
    if (connection.status !== 'catching-up' || connection.urgent || !isOn()) return
    await noteConnection(db, { ...connection, urgent: true })
  })
}

/** Sets offline since `now` (ms since 1970); keeps the time if it was offline already. */
export async function noteOffline(db: BatonDatabase, now: number): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const { status } = await getConnection(db)
    if (status !== 'offline') await noteConnection(db, { status: 'offline', since: now })
  })
}

/** Notes the cause of being offline. Does nothing if it no longer is. */
export async function noteBlocked(db: BatonDatabase, blocked: boolean): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const connection = await getConnection(db)
    if (connection.status !== 'offline' || (connection.blocked ?? false) === blocked) return
    await noteConnection(db, { ...connection, blocked })
  })
}

/** The session is over. Without a `reason`, a known one is kept. */
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

/** Removes the data of an account that signed out or was removed from the team, if it is still here. */
export async function finishSigningOut(db: BatonDatabase): Promise<void> {
  const connection = await getConnection(db)
  if (connection.status !== 'signed-out') return
  if (connection.reason === 'asked') await removeAccountData(db)
  if (connection.reason === 'revoked') await removeRevoked(db, await getAccount(db))
}
