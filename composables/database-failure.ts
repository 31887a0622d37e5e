import { shallowRef } from 'vue'

/** Why the local database cannot be read: the disk is full, or this browser refuses to store; and its own words. */
export interface DatabaseFailure {
  kind: 'full' | 'refused'
  details: string
}

/** Null while it can be read. */
export const databaseFailure = shallowRef<DatabaseFailure | null>(null)

/** Tells a full disk from everything else, which is mostly permanent private browsing. */
export function databaseFailureOf(error: unknown): DatabaseFailure {
  const details = error instanceof Error ? error.message : String(error)
  const name = error instanceof Error ? error.name : ''
  // Dexie passes the browser's error on in the words of its own.
  return { kind: /quota/i.test(`${name} ${details}`) ? 'full' : 'refused', details }
}
