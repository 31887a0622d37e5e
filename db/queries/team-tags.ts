import type { BatonDatabase } from '../database.ts'

/** Every tag of the team's conversations in this copy, in alphabetical order. */
export async function teamTags(db: BatonDatabase): Promise<string[]> {
  const keys = await db.conversations.orderBy('tags').uniqueKeys()
  return keys.map(String)
}
