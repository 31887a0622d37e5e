import type { BatonDatabase } from '../db/database.ts'
import type { Connection } from '../db/rows.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getConnection } from '../db/queries/get-connection.ts'

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

/** Offline since `now` (ms since 1970), or since it was so noted first. */
export async function noteOffline(db: BatonDatabase, now: number): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const { status } = await getConnection(db)
    if (status !== 'offline') await noteConnection(db, { status: 'offline', since: now })
  })
}

/** There is no session; why is kept if it is known. */
export async function noteSignedOut(db: BatonDatabase): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const [{ status }, account] = await Promise.all([getConnection(db), getAccount(db)])
    if (status === 'signed-out') return
    await noteConnection(db, { status: 'signed-out', reason: account ? 'expired' : 'never' })
  })
}
