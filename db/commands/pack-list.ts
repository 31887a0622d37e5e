import type { ListHead } from '@baton/domain/list-head.ts'
import { compareHeads } from '@baton/domain/list-order.ts'
import type { BatonDatabase } from '../database.ts'
import { packHeads } from '../list-snapshot.ts'
import { listChanges } from '../queries/list-changes.ts'

/** So many changed rows take longer to read at the opening of a panel than anybody would wait. */
const MANY = 300

/**
 * Renews what a panel starts from, once many conversations have changed since it was made. Without it a panel
 * is as right, only slower to open.
 */
export async function packList(db: BatonDatabase, many = MANY): Promise<void> {
  const snapshot = await db.listSnapshots.get('list')
  const changed = await db.conversations
    .where('rev')
    .above(snapshot?.rev ?? 0)
    .count()
  if (changed < many) return
  const { heads, position } = await listChanges(db, null, [])
  const { copy, rev } = position
  const latest = new Map<string, ListHead>(heads.map((head) => [head.id, head]))
  // In order, which is quicker to put in order again.
  const packed = packHeads([...latest.values()].sort(compareHeads))
  await db.transaction('rw', [db.meta, db.listSnapshots], async () => {
    // Dropped meanwhile, maybe because its account has signed out: nothing of it may be left behind.
    const row = await db.meta.get('copy')
    if ((row?.key === 'copy' ? row.value : '') !== copy) return
    await db.listSnapshots.put({ key: 'list', copy, rev, ...packed })
  })
}
