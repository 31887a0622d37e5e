import type { BatonDatabase } from '../database.ts'

/**
 * The conversations that have left this copy after a step of its list. Null when that is not known any more: then the
 * list is read anew. Needs `meta` and `goneConversations`.
 */
export async function getGone(db: BatonDatabase, after: number): Promise<string[] | null> {
  const [row, gone] = await Promise.all([
    db.meta.get('goneUpTo'),
    db.goneConversations.where('rev').above(after).primaryKeys(),
  ])
  return row?.key === 'goneUpTo' && row.value > after ? null : gone
}
