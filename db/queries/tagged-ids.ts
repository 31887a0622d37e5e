import type { BatonDatabase } from '../database.ts'

/** The ids of the conversations that have a tag; read from the index, not from the rows. */
export async function taggedIds(db: BatonDatabase, tag: string): Promise<Set<string>> {
  return new Set(await db.conversations.where('tags').equals(tag).primaryKeys())
}
