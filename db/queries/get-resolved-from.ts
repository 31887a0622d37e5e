import type { BatonDatabase } from '../database.ts'
import type { MetaValues } from '../rows.ts'

/** From where on up the copy has every resolved conversation (see `MetaValues`); null when it has not been asked for any. */
export async function getResolvedFrom(
  db: BatonDatabase,
): Promise<MetaValues['resolvedFrom'] | null> {
  const row = await db.meta.get('resolvedFrom')
  return row?.key === 'resolvedFrom' ? row.value : null
}
