import type { Unreadable } from '@baton/protocol/readable.ts'
import type { BatonDatabase } from '../db/database.ts'

/** Rows that are stored by name; above that it is enough to know that there are some. */
const NAMED_MAX = 50

/**
 * Notes rows that this version of the extension could not read, so that the next version asks for them again. Needs
 * `meta`.
 */
export async function noteUnreadable(
  db: BatonDatabase,
  version: string,
  rows: readonly Unreadable[],
): Promise<void> {
  if (rows.length === 0) return
  const before = await db.meta.get('unreadable')
  const known = before?.key === 'unreadable' ? before.value.rows : []
  const names = new Set(known.map(({ kind, id }) => `${kind}/${id}`))
  const fresh = rows.filter(({ kind, id }) => !names.has(`${kind}/${id}`))
  const value = { version, rows: [...known, ...fresh].slice(0, NAMED_MAX) }
  await db.meta.put({ key: 'unreadable', value })
}
