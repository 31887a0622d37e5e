import type { BatonDatabase } from '../database.ts'

/** The bytes of a file; null if they have to be fetched. */
export async function getFile(db: BatonDatabase, id: string): Promise<Blob | null> {
  return (await db.files.get(await sourceOf(db, id)))?.blob ?? null
}

/** The id of the file that has this one's bytes: a copy that the server has yet to make has none of its own. */
export async function sourceOf(db: BatonDatabase, id: string): Promise<string> {
  return (await db.uploads.get(id))?.copyOf ?? id
}
