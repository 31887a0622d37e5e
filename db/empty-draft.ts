import type { DraftRow } from './rows.ts'

/** The draft of an empty message box. */
export function emptyDraft(
  { conversationId, visibility }: Pick<DraftRow, 'conversationId' | 'visibility'>,
  now: number,
): DraftRow {
  return {
    ...{ conversationId, visibility, texts: { everyone: '', team: '' } },
    ...{ attachments: [], returned: [], writtenWith: null, alongside: null, updatedAt: now },
  }
}
