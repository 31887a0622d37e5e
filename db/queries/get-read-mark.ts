import type { ReadMark } from '@baton/protocol/read-mark.ts'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from './get-account.ts'

/** My read mark of a conversation; null if I never opened it. */
export async function getReadMark(
  db: BatonDatabase,
  conversationId: string,
): Promise<ReadMark | null> {
  const account = await getAccount(db)
  if (!account) return null
  return (await db.readMarks.get([account.agent.id, conversationId])) ?? null
}
