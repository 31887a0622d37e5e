import type { Row } from '@baton/protocol/changes.ts'
import type { Unreadable } from '@baton/protocol/readable.ts'
import type { BatonDatabase } from '../db/database.ts'
import { isSame } from '@baton/domain/is-same.ts'
import type { Account, Cursor } from '../db/rows.ts'
import { getCursor } from '../db/queries/get-cursor.ts'
import { storeFor } from '../db/store-for.ts'
import { applyRows, tablesOfRows } from './apply-rows.ts'
import type { ReadableChange, ReadablePage } from './frames.ts'
import { noteUnreadable } from './note-unreadable.ts'

/**
 * Applies live changes in order, rows and cursor in one transaction. Changes that the copy has already are ignored.
 * Returns `gap` when one does not follow the cursor: that one and later ones are not applied, and the caller pulls.
 */
export async function applyChanges(
  db: BatonDatabase,
  account: Account | null,
  changes: readonly ReadableChange[],
  version: string,
): Promise<'current' | 'gap'> {
  return storeFor(db, account, tablesOfRows(db), async () => {
    const cursor = await getCursor(db)
    let rev = cursor?.rev ?? 0
    const rows: Row[] = []
    const unreadable: Unreadable[] = []
    // Changes cannot follow a part of a revision, or a copy that is being rebuilt.
    let gap = cursor !== null && isUnfinished(cursor)
    for (const change of changes) {
      gap ||= cursor?.timeline !== change.timeline || (change.from ?? change.rev) > rev + 1
      if (gap) break
      if (change.rev <= rev) continue
      rev = change.rev
      rows.push(...change.rows)
      unreadable.push(...change.unreadable)
    }
    if (cursor && rev > cursor.rev) {
      await applyRows(db, rows)
      await noteUnreadable(db, version, unreadable)
      await db.meta.put({ key: 'cursor', value: { ...cursor, rev } })
    }
    return gap ? 'gap' : 'current'
  })
}

/**
 * Stores a pulled page and its cursor in one transaction. Does nothing if the cursor has moved since the page was
 * asked for.
 */
export async function storePage(
  db: BatonDatabase,
  account: Account | null,
  asked: Cursor,
  page: ReadablePage,
  version: string,
): Promise<void> {
  await storeFor(db, account, tablesOfRows(db), async () => {
    const cursor = await getCursor(db)
    if (cursor && !isSame(where(cursor), where(asked))) return
    await applyRows(db, page.rows)
    await noteUnreadable(db, version, page.unreadable)
    const { timeline, rev, place } = page
    const { horizon, anewSince } = asked
    const value: Cursor = { timeline, rev, horizon }
    if (place) value.place = place
    if (anewSince !== undefined) value.anewSince = anewSince
    await db.meta.put({ key: 'cursor', value })
  })
}

function where({ timeline, rev, place = null }: Cursor) {
  return { timeline, rev, place }
}

/** Whether the copy ends inside a revision, or is being rebuilt. Only a pull continues from there. */
export function isUnfinished({ place = null, anewSince = null }: Cursor): boolean {
  return place !== null || anewSince !== null
}
