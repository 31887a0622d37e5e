import { ListIndex, type ListView } from '@baton/domain/list-index.ts'
import type { BatonDatabase } from '../database.ts'
import { readEarly } from '../read-early.ts'
import type { Account, Connection } from '../rows.ts'
import { getAccount } from './get-account.ts'
import { getClockOffset } from './get-clock-offset.ts'
import { getConnection } from './get-connection.ts'
import { listChanges, type ListPosition } from './list-changes.ts'
import { listRows, type ListRow } from './list-rows.ts'

/** The data with which a panel is first painted. */
export interface PanelOpening {
  account: Account | null
  connection: Connection
  /** See `getClockOffset`. */
  clockOffset: number
  index: ListIndex
  position: ListPosition
  readCounts: ReadonlyMap<string, number>
  /** The first rows of the view. */
  rows: ReadonlyMap<string, ListRow>
}

/**
 * Reads all that a panel needs to paint its list in one transaction: separate requests would each cost the agent a
 * wait. `count`: most rows.
 */
export async function openPanel(
  db: BatonDatabase,
  view: ListView,
  count: number,
): Promise<PanelOpening> {
  const tables = [
    db.meta,
    db.conversations,
    db.goneConversations,
    db.listSnapshots,
    db.readMarks,
    db.agents,
  ]
  return readEarly(db, tables, async () => {
    const [account, connection, clockOffset, { packed, gone, heads, position, readCounts }] =
      await Promise.all([
        getAccount(db),
        getConnection(db),
        getClockOffset(db),
        listChanges(db, null, []),
      ])
    const index = new ListIndex(position.me, packed)
    index.remove(gone)
    index.apply(heads)
    const rows = await listRows(db, index.ids(view, readCounts).slice(0, count))
    return { account, connection, clockOffset, index, position, readCounts, rows }
  })
}
