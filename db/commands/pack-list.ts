import { HeadTable, packHeads } from '@baton/domain/head-columns.ts'
import { headOf, namesOf, type ListHead } from '@baton/domain/list-head.ts'
import type { BatonDatabase } from '../database.ts'
import { getCopy } from '../queries/get-copy.ts'
import { getListStep } from '../queries/get-list-step.ts'
import { unpackNames } from '../queries/name-changes.ts'

/** From this many changed rows on, reading them would noticeably delay the opening of a panel. */
const MANY = 300

/** Conversations read in one transaction: it blocks writes meanwhile. */
const AT_ONCE = 250

/**
 * Renews the snapshot from which panels start, once many conversations have changed or gone since it was made.
 * Without it a panel is just as correct, only slower to open. Rows are read in slices and may change between two of
 * them. So the snapshot is dated to the step before the first slice, and later changes are read again.
 */
export async function packList(db: BatonDatabase, many = MANY): Promise<void> {
  const start = await whereItStands(db)
  if (start.changed.length + start.gone.length < many) return
  const heads = new HeadTable(start.snapshot ?? packHeads([]))
  const names = new Map(start.snapshot && start.names ? unpackNames(start.names) : [])
  for (const id of start.gone) {
    heads.remove(id)
    names.delete(id)
  }
  for (let from = 0; from < start.changed.length; from += AT_ONCE) {
    for (const row of await db.conversations.bulkGet(start.changed.slice(from, from + AT_ONCE))) {
      if (!row) continue
      heads.put(headOf(row))
      names.set(row.id, namesOf(row))
    }
  }
  await store(db, start, heads.heads(), names)
}

type Start = Awaited<ReturnType<typeof whereItStands>>

/** The last snapshot, and the ids that have changed or gone since; all ids without a snapshot. */
async function whereItStands(db: BatonDatabase) {
  const tables = [db.meta, db.conversations, db.goneConversations, db.listSnapshots, db.listNames]
  return db.transaction('r', tables, async () => {
    const [copy, rev, list, allNames] = await Promise.all([
      getCopy(db),
      getListStep(db),
      db.listSnapshots.get('list'),
      db.listNames.get('names'),
    ])
    const isOurs = list?.copy === copy && allNames?.copy === copy && allNames.rev === list.rev
    const snapshot = isOurs ? list : undefined
    const [changed, gone] = await Promise.all([
      snapshot
        ? db.conversations.where('rev').above(snapshot.rev).primaryKeys()
        : db.conversations.toCollection().primaryKeys(),
      snapshot ? db.goneConversations.where('rev').above(snapshot.rev).primaryKeys() : [],
    ])
    return { copy, rev, snapshot, names: allNames, changed, gone }
  })
}

async function store(
  db: BatonDatabase,
  { copy, rev }: Start,
  heads: readonly ListHead[],
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const packed = { copy, rev, ...packHeads(heads) }
  const ids = [...names.keys()].join('\n')
  const texts = [...names.values()].map((text) => text.replaceAll('\n', '\f')).join('\n')
  const tables = [db.meta, db.listSnapshots, db.listNames, db.goneConversations]
  await db.transaction('rw', tables, async () => {
    // The copy was dropped meanwhile, maybe by signing out. No data of it may be left behind.
    if ((await getCopy(db)) !== copy) return
    await Promise.all([
      db.listSnapshots.put({ key: 'list', ...packed }),
      db.listNames.put({ key: 'names', copy, rev, ids, names: texts }),
      db.goneConversations.where('rev').belowOrEqual(rev).delete(),
      db.meta.put({ key: 'goneUpTo', value: rev }),
    ])
  })
}
