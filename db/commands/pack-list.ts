import { HeadTable, packHeads } from '@baton/domain/head-columns.ts'
import type { BatonDatabase } from '../database.ts'
import { getCopy } from '../queries/get-copy.ts'
import { listChanges } from '../queries/list-changes.ts'
import { nameChanges } from '../queries/name-changes.ts'

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
  const { list, names } = await readAll(db)
  const { copy, rev } = list.position
  const table = new HeadTable(list.packed ?? packHeads([]))
  for (const head of list.heads) table.put(head)
  const latest = [...new Map(names)]
  await db.transaction('rw', [db.meta, db.listSnapshots, db.listNames], async () => {
    // Dropped meanwhile, maybe because its account has signed out: nothing of it may be left behind.
    if ((await getCopy(db)) !== copy) return
    await db.listSnapshots.put({ key: 'list', copy, rev, ...packHeads(table.heads()) })
    await db.listNames.put({
      ...{ key: 'names', copy, rev },
      ids: latest.map(([id]) => id).join('\n'),
      names: latest.map(([, text]) => text.replaceAll('\n', '\f')).join('\n'),
    })
  })
}

/** Both as they are at one moment: one position goes for the two. */
async function readAll(db: BatonDatabase) {
  const tables = [db.meta, db.conversations, db.listSnapshots, db.listNames, db.readMarks]
  return db.transaction('r', tables, async () => {
    const [list, { names }] = await Promise.all([listChanges(db, null, []), nameChanges(db, null)])
    return { list, names }
  })
}
