import type { BatonDatabase } from '../database.ts'
import { withReturned } from '../put-back.ts'
import type { OutboxRow } from '../rows.ts'
import { countTemplateUse } from './count-template-use.ts'

/**
 * Takes a message out of the outbox and puts text, files and alongside actions into its message box, after the
 * content there. Call it in a transaction over `tablesOfReturn`.
 */
export async function returnToDraft(db: BatonDatabase, row: OutboxRow, now: number): Promise<void> {
  const { id, conversationId, text, attachments, visibility, writtenWith, alongside } = row
  const draft = await db.drafts.get(conversationId)
  const back = { id, text, visibility }
  await db.drafts.put({
    conversationId,
    texts: withReturned(draft?.texts ?? { everyone: '', team: '' }, [back]),
    attachments: [...(draft?.attachments ?? []), ...attachments],
    visibility,
    returned: [...(draft?.returned ?? []), back],
    // The present content of the box takes precedence.
    writtenWith: draft?.writtenWith ?? writtenWith ?? null,
    alongside: draft?.alongside ?? alongside ?? null,
    updatedAt: now,
  })
  await db.outbox.delete(id)
  await countTemplateUse(db, writtenWith, -1, now)
}

/** The scope of a transaction around `returnToDraft`. */
export function tablesOfReturn(db: BatonDatabase) {
  return [db.outbox, db.drafts, db.templateUses]
}
