import type { BatonDatabase } from '../database.ts'

/** The bytes of a file, if they are here; null when they have to be fetched. */
export async function getFile(db: BatonDatabase, id: string): Promise<Blob | null> {
  return (await db.files.get(id))?.blob ?? null
}
