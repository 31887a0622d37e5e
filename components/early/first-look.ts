import type { ListView } from '@baton/domain/list-index.ts'
import type { BatonDatabase } from '../../db/database.ts'
import { openPanel, type PanelOpening } from '../../db/queries/open-panel.ts'

/** Rows read before anything is painted: more than a screen shows at once. */
export const FIRST_ROWS = 20

let look: PanelOpening | null = null

/** What was read for the first paint, and is kept current by live queries from then on; null afterwards. */
export function firstLook(): PanelOpening | null {
  return look
}

/**
 * Reads what the panel is first painted with, so that it opens with all of it there. Where the database cannot be read
 * the live queries say so.
 */
export async function takeFirstLook(db: BatonDatabase, view: ListView): Promise<void> {
  look = await openPanel(db, view, FIRST_ROWS).catch(() => null)
}

/** It is painted: whoever comes later reads for themselves. */
export function endFirstLook(): void {
  look = null
}
