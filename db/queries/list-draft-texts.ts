import type { BatonDatabase } from '../database.ts'

/** What is begun in the message boxes, by conversation: of the side that is shown, or of the other. */
export async function listDraftTexts(db: BatonDatabase): Promise<Map<string, string>> {
  const drafts = await db.drafts.toArray()
  return new Map(
    drafts.map(({ conversationId, texts, visibility }) => [
      conversationId,
      texts[visibility].trim() || texts.everyone.trim() || texts.team.trim(),
    ]),
  )
}
