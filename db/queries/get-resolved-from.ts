import type { BatonDatabase } from '../database.ts'
import type { MetaValues } from '../rows.ts'

/**
 * The position above which the copy has every resolved conversation (see `MetaValues`); null if none has been asked
 * for.
 */
export async function getResolvedFrom(
  db: BatonDatabase,
): Promise<MetaValues['resolvedFrom'] | null> {
  const row = await db.meta.get('resolvedFrom')
  return row?.key === 'resolvedFrom' ? row.value : null
}
