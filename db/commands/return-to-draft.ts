import type { BatonDatabase } from '../database.ts'
import { withReturned } from '../put-back.ts'
import type { OutboxRow } from '../rows.ts'

/**
 * Takes a message out of the outbox and puts its text and files into the message box it came from, after what stands there.
 * Call it in a transaction over `outbox` and `drafts`.
 */
export async function returnToDraft(
  db: BatonDatabase,
  { id, conversationId, text, attachments, visibility }: OutboxRow,
  now: number,
): Promise<void> {
  const draft = await db.drafts.get(conversationId)
  const back = { id, text, visibility }
  await db.drafts.put({
    conversationId,
    texts: withReturned(draft?.texts ?? { everyone: '', team: '' }, [back]),
    attachments: [...(draft?.attachments ?? []), ...attachments],
    visibility,
    returned: [...(draft?.returned ?? []), back],
    updatedAt: now,
  })
  await db.outbox.delete(id)
}
