import type { BatonDatabase } from '../database.ts'
import { isEmpty } from '../put-back.ts'

/** Removes files that will not be sent, with their bytes. A running upload stops. */
export async function removeUploads(db: BatonDatabase, ids: readonly string[]): Promise<void> {
  await db.transaction('rw', [db.uploads, db.files], async () => {
    await Promise.all([db.uploads.bulkDelete([...ids]), db.files.bulkDelete([...ids])])
  })
}

/** Removes one file from a conversation's draft. */
export async function removeFromDraft(
  db: BatonDatabase,
  conversationId: string,
  id: string,
): Promise<void> {
  await db.transaction('rw', [db.drafts, db.uploads, db.files], async () => {
    const draft = await db.drafts.get(conversationId)
    if (!draft?.attachments.includes(id)) return
    const rest = { ...draft, attachments: draft.attachments.filter((file) => file !== id) }
    if (isEmpty(rest)) await db.drafts.delete(conversationId)
    else await db.drafts.put(rest)
    await removeUploads(db, [id])
  })
}
