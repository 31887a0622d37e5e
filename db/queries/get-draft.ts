import type { BatonDatabase } from '../database.ts'
import type { DraftRow } from '../rows.ts'

/** A conversation's draft; null if the message box is empty. */
export async function getDraft(
  db: BatonDatabase,
  conversationId: string,
): Promise<DraftRow | null> {
  return (await db.drafts.get(conversationId)) ?? null
}
