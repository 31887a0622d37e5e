import type { BatonDatabase } from '../database.ts'

/** The bytes of a file, if they are here; null when they have to be fetched. */
export async function getFile(db: BatonDatabase, id: string): Promise<Blob | null> {
  return (await db.files.get(await sourceOf(db, id)))?.blob ?? null
}

/** Which file has the bytes of this one: one that is to be made like another has none of its own yet. */
export async function sourceOf(db: BatonDatabase, id: string): Promise<string> {
  return (await db.uploads.get(id))?.copyOf ?? id
}
