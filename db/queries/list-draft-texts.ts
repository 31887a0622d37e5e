import type { BatonDatabase } from '../database.ts'

/** Unsent texts in message boxes, by conversation: of the visible side, otherwise of the other one. */
export async function listDraftTexts(db: BatonDatabase): Promise<Map<string, string>> {
  const drafts = await db.drafts.toArray()
  return new Map(
    drafts.map(({ conversationId, texts, visibility }) => [
      conversationId,
      texts[visibility].trim() || texts.everyone.trim() || texts.team.trim(),
    ]),
  )
}
