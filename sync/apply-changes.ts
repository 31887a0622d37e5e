import type { Changed, ChangesPage } from '@baton/protocol/changes.ts'
import type { BatonDatabase } from '../db/database.ts'
import type { Cursor } from '../db/rows.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { applyRows, tablesOfRows } from './apply-rows.ts'

/**
 * Applies live changes in the order they came, rows and cursor in one transaction. What is already here is
 * ignored. Answers `gap` when one does not follow what is here: then the rest is left alone, and pulled.
 */
export async function applyChanges(
  db: BatonDatabase,
  changes: readonly Changed[],
): Promise<'current' | 'gap'> {
  return db.transaction('rw', tablesOfRows(db), async () => {
    const cursor = await getCursor(db)
    let rev = cursor?.rev ?? 0
    const rows: Changed['rows'] = []
    let gap = false
    for (const change of changes) {
      gap = cursor?.timeline !== change.timeline || change.rev > rev + 1
      if (gap) break
      if (change.rev <= rev) continue
      rev = change.rev
      rows.push(...change.rows)
    }
    if (cursor && rev > cursor.rev) {
      await applyRows(db, rows, rev)
      await db.meta.put({ key: 'cursor', value: { ...cursor, rev } })
    }
    return gap ? 'gap' : 'current'
  })
}

/**
 * Stores a pulled page with the cursor behind it, in one transaction. Does nothing when the cursor has
 * moved since the page was asked for: the page then answers another question.
 */
export async function storePage(
  db: BatonDatabase,
  asked: Cursor,
  page: ChangesPage,
): Promise<void> {
  await db.transaction('rw', tablesOfRows(db), async () => {
    const cursor = await getCursor(db)
    if (cursor && (cursor.rev !== asked.rev || cursor.timeline !== asked.timeline)) return
    await applyRows(db, page.rows, page.rev)
    const { timeline, rev } = page
    await db.meta.put({ key: 'cursor', value: { timeline, rev, horizon: asked.horizon } })
  })
}
