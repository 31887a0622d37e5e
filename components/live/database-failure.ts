import { shallowRef } from 'vue'
import type { BatonDatabase } from '../../db/database.ts'
import { isFull } from '../../db/is-full.ts'

/** Why the local database cannot be read: the disk is full, or this browser refuses to store; and its own words. */
export interface DatabaseFailure {
  kind: 'full' | 'refused'
  details: string
}

/** Null while it can be read. */
export const databaseFailure = shallowRef<DatabaseFailure | null>(null)

/** Tells a full disk from everything else, which is mostly permanent private browsing. */
export function databaseFailureOf(error: unknown): DatabaseFailure {
  const words = error instanceof Error ? error.message : String(error)
  // Dexie says once more, on a second line, what the browser said.
  const [details = ''] = words.split('\n', 1)
  return { kind: isFull(error) ? 'full' : 'refused', details }
}

/**
 * Opens the local database, so that a browser that will not is told of: live queries keep quiet about a database that
 * could not be opened, as they do about one that is closed for a moment.
 */
export async function openDatabase(db: BatonDatabase): Promise<void> {
  try {
    await db.open()
  } catch (error) {
    databaseFailure.value = databaseFailureOf(error)
  }
}
