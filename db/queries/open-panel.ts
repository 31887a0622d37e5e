import { ListIndex, type ListView } from '@baton/domain/list-index.ts'
import type { BatonDatabase } from '../database.ts'
import { readEarly } from '../read-early.ts'
import type { Account, Connection } from '../rows.ts'
import { getAccount } from './get-account.ts'
import { getConnection } from './get-connection.ts'
import { listChanges, type ListPosition } from './list-changes.ts'
import { listRows, type ListRow } from './list-rows.ts'

/** What a panel is first painted with. */
export interface PanelOpening {
  account: Account | null
  connection: Connection
  index: ListIndex
  position: ListPosition
  readCounts: ReadonlyMap<string, number>
  /** The first rows of the view. */
  rows: ReadonlyMap<string, ListRow>
}

/**
 * All that a panel needs to paint its list, in one transaction: asked for one after the other, by whom they are for,
 * each answer would cost the agent another wait. `count`: rows at most.
 */
export async function openPanel(
  db: BatonDatabase,
  view: ListView,
  count: number,
): Promise<PanelOpening> {
  const tables = [db.meta, db.conversations, db.listSnapshots, db.readMarks, db.agents]
  return readEarly(db, tables, async () => {
    const [account, connection, { packed, heads, position, readCounts }] = await Promise.all([
      getAccount(db),
      getConnection(db),
      listChanges(db, null, []),
    ])
    const index = new ListIndex(position.me, packed)
    index.apply(heads)
    const rows = await listRows(db, index.ids(view, readCounts).slice(0, count))
    return { account, connection, index, position, readCounts, rows }
  })
}
