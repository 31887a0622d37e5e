import type { BatonDatabase } from '../db/database.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import type { Account } from '../db/rows.ts'
import { storeFor } from '../db/store-for.ts'
import { startAnew } from './start-anew.ts'

/**
 * After an update of the extension, pulls again the rows that the previous version could not read. The copy stays
 * visible meanwhile.
 */
export async function askAgainForUnreadable(
  { db, version }: { db: BatonDatabase; version: string },
  account: Account,
  newest: number,
): Promise<void> {
  await storeFor(db, account, [], async () => {
    const row = await db.meta.get('unreadable')
    if (row?.key !== 'unreadable' || row.value.version === version) return
    await db.meta.delete('unreadable')
    if (await getCursor(db)) await startAnew(db, account, newest)
  })
}
