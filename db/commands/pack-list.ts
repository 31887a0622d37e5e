import { HeadTable, packHeads } from '@baton/domain/head-columns.ts'
import { headOf, namesOf, type ListHead } from '@baton/domain/list-head.ts'
import type { BatonDatabase } from '../database.ts'
import { getCopy } from '../queries/get-copy.ts'
import { getListStep } from '../queries/get-list-step.ts'
import { unpackNames } from '../queries/name-changes.ts'

/** So many changed rows take longer to read at the opening of a panel than anybody would wait. */
const MANY = 300

/** Conversations read in one transaction: while it lasts nothing that comes is stored. */
const AT_ONCE = 250

/**
 * Renews what a panel starts from, once many conversations have changed or gone since it was made. Without it a panel
 * is as right, only slower to open. Rows are read in slices, and may change between two of them: the snapshot says that
 * it goes up to the step before the first, so that whatever changed since is read again.
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

/** The last snapshot, and the ids of what has changed and gone since: of everything where there is none. */
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
    // Dropped meanwhile, maybe because its account has signed out: nothing of it may be left behind.
    if ((await getCopy(db)) !== copy) return
    await Promise.all([
      db.listSnapshots.put({ key: 'list', ...packed }),
      db.listNames.put({ key: 'names', copy, rev, ids, names: texts }),
      db.goneConversations.where('rev').belowOrEqual(rev).delete(),
      db.meta.put({ key: 'goneUpTo', value: rev }),
    ])
  })
}
