import type { BatonDatabase } from '../database.ts'

/** The ids of the conversations with a tag, read from the index and not from the rows. */
export async function taggedIds(db: BatonDatabase, tag: string): Promise<Set<string>> {
  return new Set(await db.conversations.where('tags').equals(tag).primaryKeys())
}
