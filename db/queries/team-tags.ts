import type { BatonDatabase } from '../database.ts'

/** Every tag that some conversation of the team has, in alphabetical order. */
export async function teamTags(db: BatonDatabase): Promise<string[]> {
  const keys = await db.conversations.orderBy('tags').uniqueKeys()
  return keys.map(String)
}
