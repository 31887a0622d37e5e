import type { BatonDatabase } from '../database.ts'

/**
 * The conversations that left this copy after a step of its list. Null if that is no longer known: then read the
 * whole list. Needs `meta` and `goneConversations`.
 */
export async function getGone(db: BatonDatabase, after: number): Promise<string[] | null> {
  const [row, gone] = await Promise.all([
    db.meta.get('goneUpTo'),
    db.goneConversations.where('rev').above(after).primaryKeys(),
  ])
  return row?.key === 'goneUpTo' && row.value > after ? null : gone
}
