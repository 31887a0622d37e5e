import type { BatonDatabase } from '../database.ts'
import type { UploadRow } from '../rows.ts'

/** My files by their ids, in that order; those that are no longer here are left out. */
export async function listUploads(db: BatonDatabase, ids: readonly string[]): Promise<UploadRow[]> {
  return (await db.uploads.bulkGet([...ids])).filter((row) => row !== undefined)
}

/** The files in the draft of a conversation, in the order they were added. */
export async function listDraftFiles(
  db: BatonDatabase,
  conversationId: string,
): Promise<UploadRow[]> {
  const draft = await db.drafts.get(conversationId)
  return listUploads(db, draft?.attachments ?? [])
}
