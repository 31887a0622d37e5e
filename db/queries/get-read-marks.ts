import type { ReadMark } from '@baton/protocol/read-mark.ts'
import type { BatonDatabase } from '../database.ts'

/** An agent's read marks of some conversations; those never opened are left out. */
export async function getReadMarks(
  db: BatonDatabase,
  agentId: string,
  conversationIds: readonly string[],
): Promise<ReadMark[]> {
  const keys = conversationIds.map((id): [string, string] => [agentId, id])
  return (await db.readMarks.bulkGet(keys)).filter((mark) => mark !== undefined)
}
