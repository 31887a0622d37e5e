import type { BatonDatabase } from '../database.ts'

/**
 * The conversation that has waited longest for a human, or the next one after `after`: repeated calls go through all
 * of them. Undefined if none waits.
 */
export async function nextWaiting(db: BatonDatabase, after: string): Promise<string | undefined> {
  const waiting = await db.conversations.where('state').equals('waiting').toArray()
  waiting.sort((a, b) => (a.waitingSince ?? 0) - (b.waitingSince ?? 0) || (a.id < b.id ? -1 : 1))
  const at = waiting.findIndex(({ id }) => id === after)
  return waiting[(at + 1) % waiting.length]?.id
}
