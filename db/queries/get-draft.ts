import type { BatonDatabase } from '../database.ts'
import type { DraftRow } from '../rows.ts'

/** What stands in the message box of a conversation; null when it is empty. */
export async function getDraft(
  db: BatonDatabase,
  conversationId: string,
): Promise<DraftRow | null> {
  return (await db.drafts.get(conversationId)) ?? null
}
