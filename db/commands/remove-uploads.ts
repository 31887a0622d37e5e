import type { BatonDatabase } from '../database.ts'
import { isEmpty } from '../put-back.ts'

/** Forgets files that will not be sent, with their bytes. One on its way to the server stops there. */
export async function removeUploads(db: BatonDatabase, ids: readonly string[]): Promise<void> {
  await db.transaction('rw', [db.uploads, db.files], async () => {
    await Promise.all([db.uploads.bulkDelete([...ids]), db.files.bulkDelete([...ids])])
  })
}

/** Takes one file out of the draft of a conversation. */
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
